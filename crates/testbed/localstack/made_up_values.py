"""Made-up values: what the Ref and the attributes of a resource that LocalStack can't make would look like on AWS.

They follow from stack, logical id and type: the same at each look and after each update. The types below are those whose values have a
shape of their own; for every other type the values follow from CloudFormation's schema of it (resource_schemas.py). Nothing here makes
anything: behind a made-up value there is nothing.
"""

import hashlib
import re
import string
import uuid

# Services whose ARNs have another name than their types, "AWS::MSK::Cluster" and "arn:aws:kafka:…".
IN_ARNS = {
    "amazonmq": "mq",
    "applicationautoscaling": "application-autoscaling",
    "certificatemanager": "acm",
    "cognito": "cognito-idp",
    "docdb": "rds",
    "efs": "elasticfilesystem",
    "kinesisanalyticsv2": "kinesisanalytics",
    "kinesisfirehose": "firehose",
    "msk": "kafka",
    "neptune": "rds",
    "opensearchserverless": "aoss",
    "opensearchservice": "es",
    "stepfunctions": "states",
    "timestream": "timestream-influxdb",
}
LOWER, UPPER, HEX = string.ascii_lowercase + string.digits, string.ascii_uppercase + string.digits, "0123456789abcdef"


class MadeUp:
    """What a resource would be called on AWS. `stack` is anything that has the stack's id, name, account and region."""

    def __init__(self, stack, logical_id, resource_type, given):
        self.seed = f"{stack.stack_id}/{logical_id}"
        self.stack_name, self.logical_id, self.type, self.given = stack.stack_name, logical_id, resource_type, given
        self.region, self.account = stack.region_name, stack.account_id

    def code(self, length, alphabet=LOWER, of=""):
        number = int.from_bytes(hashlib.sha512(f"{self.seed}/{of}".encode()).digest())
        characters = []
        for _ in range(length):
            number, index = divmod(number, len(alphabet))
            characters.append(alphabet[index])
        return "".join(characters)

    def uuid(self, of=""):
        return str(uuid.UUID(self.code(32, HEX, of)))

    def name(self, *properties):
        """The name that the template gives, else one in the way of CloudFormation."""
        named = next((self.given[name] for name in properties if self.given.get(name)), None)
        return str(named or f"{self.stack_name}-{self.logical_id}-{self.code(12, string.ascii_letters + string.digits, 'name')}")

    def short_name(self):
        """Load balancers and target groups have names of at most 32 characters."""
        return self.given.get("Name") or f"{self.stack_name[:12]}-{self.logical_id[:6]}-{self.code(12, of='name')}"

    def arn(self, service, resource, region=None):
        return f"arn:aws:{IN_ARNS.get(service, service)}:{self.region if region is None else region}:{self.account}:{resource}"

    def values(self, schema):
        """`Ref` and every attribute by its name, such as `Endpoint.Address`, all texts or lists."""
        values = self.values_of_type()
        for name, attribute in schema.attributes():
            if name not in values and name not in self.given:
                values[name] = self.by_name(name, attribute)
        values.setdefault("Ref", self.reference(schema.identifiers, values))
        return values

    def reference(self, identifiers, values):
        """The identifier that AWS gives; of several, the last that it gives: a route is known by its own id, not by its API's."""
        own = [name for name in identifiers if name not in self.given] or identifiers
        name = own[-1] if own else "Name"
        return values.get(name) or self.name(name)

    def by_name(self, name, schema):
        """A value for an attribute that is known by its name and its schema only."""
        kind, last = schema.get("type"), name.rpartition(".")[2]
        kind = kind[0] if isinstance(kind, list) else kind
        if schema.get("enum"):
            return str(schema["enum"][0])
        match kind:
            case "boolean":
                return "false"
            case "integer" | "number":
                return "443" if last.endswith("Port") else str(schema.get("minimum", 1))
            case "array":
                return [self.by_name(name, schema.get("items") or {})]
            case "object":
                return {}
        texts = self.texts(last, name)
        return next((text for text in texts if fits(text, schema)), texts[0])

    def texts(self, last, name):
        """Texts that an attribute of this name might be, the likeliest first."""
        service, kind = (self.type.lower().split("::") + ["", ""])[1:3]
        host = f"{self.code(10, of='host')}.{service}.{self.region}.amazonaws.com"
        id_of_ec2 = f"{kind}-{self.code(17, HEX, of=name)}"
        match re.split("(?<=[a-z])(?=[A-Z])", last)[-1].lower():
            case "arn" | "arns":
                return [self.arn(service, f"{kind}/{self.code(12, of=name)}")]
            case "time" | "timestamp" | "date" | "at" | "on":
                return ["2026-01-01T00:00:00Z"]
            case "address" | "host" | "endpoint" | "endpoints" | "domain":
                return [host, f"https://{host}"]
            case "url" | "uri":
                return [f"https://{host}"]
            case "status" | "state":
                return ["ACTIVE"]
            case "account" | "owner":
                return [self.account]
            case "ip":
                return ["198.18.255.254"]
        if last.endswith(("AccountId", "OwnerId")):
            return [self.account]
        if last.endswith("DomainName") or last.lower() == "dnsname":
            return [host]
        codes = [self.code(length, alphabet, of=name) for alphabet in (LOWER, UPPER, HEX, string.digits) for length in (10, 20, 32, 12, 8)]
        ids = [id_of_ec2, self.uuid(of=name), *codes] if last.lower().endswith(("id", "ids", "identifier")) else [self.name()]
        return [*ids, id_of_ec2, self.uuid(of=name), *codes, "1"]

    def values_of_type(self):
        """Where names and schemas don't tell what a value looks like."""
        match self.type.removeprefix("AWS::"):
            case "ApiGatewayV2::Api":
                api = self.code(10)
                return {"Ref": api, "ApiId": api, "ApiEndpoint": f"https://{api}.execute-api.{self.region}.amazonaws.com"}
            case "ApiGatewayV2::DomainName":
                host = f"d-{self.code(10)}.execute-api.{self.region}.amazonaws.com"
                zone = "Z" + self.code(13, UPPER)
                return {"Ref": self.name("DomainName"), "RegionalDomainName": host, "RegionalHostedZoneId": zone}
            case "ApiGatewayV2::Integration" | "ApiGatewayV2::Route" | "ApiGatewayV2::ApiMapping":
                return {"Ref": self.code(7)}
            case "ApiGatewayV2::Stage":
                return {"Ref": self.name("StageName")}

            case "ApplicationAutoScaling::ScalableTarget":
                given = [str(self.given.get(name)) for name in ("ResourceId", "ScalableDimension", "ServiceNamespace")]
                return {"Ref": "|".join(given)}
            case "ApplicationAutoScaling::ScalingPolicy":
                return {"Ref": self.arn("autoscaling", f"scalingPolicy:{self.uuid()}:policyName/{self.name('PolicyName')}")}

            case "Batch::JobDefinition":
                arn = self.arn("batch", f"job-definition/{self.name('JobDefinitionName')}:1")
                return {"Ref": arn, "JobDefinitionArn": arn}

            case "CloudFront::Distribution":
                distribution = "E" + self.code(13, UPPER)
                host = f"d{self.code(13, of='host')}.cloudfront.net"
                arn = self.arn("cloudfront", f"distribution/{distribution}", region="")
                return {"Ref": distribution, "Id": distribution, "DomainName": host, "Arn": arn}
            case "CloudFront::Function":
                arn = self.arn("cloudfront", f"function/{self.name('Name')}", region="")
                return {"Ref": arn, "FunctionARN": arn, "FunctionMetadata.FunctionARN": arn, "Stage": "LIVE"}
            case "CloudFront::OriginAccessControl":
                access = "E" + self.code(13, UPPER)
                return {"Ref": access, "Id": access}
            case "CloudFront::PublicKey":
                key = "K" + self.code(13, UPPER)
                return {"Ref": key, "Id": key}
            case "CloudFront::KeyGroup" | "CloudFront::CachePolicy" | "CloudFront::OriginRequestPolicy" | "CloudFront::ResponseHeadersPolicy":
                return {"Ref": self.uuid(), "Id": self.uuid()}

            case "Cognito::UserPool":
                pool = f"{self.region}_{self.code(9)}"
                provider = f"cognito-idp.{self.region}.amazonaws.com/{pool}"
                arn = self.arn("cognito", f"userpool/{pool}")
                return {"Ref": pool, "UserPoolId": pool, "ProviderName": provider, "ProviderURL": f"https://{provider}", "Arn": arn}

            case "EC2::FlowLog":
                return {"Ref": "fl-" + self.code(17, HEX), "Id": "fl-" + self.code(17, HEX)}
            case "EFS::AccessPoint":
                return self.numbered("fsap", "AccessPointId", "access-point")
            case "EFS::FileSystem":
                return self.numbered("fs", "FileSystemId", "file-system")
            case "EFS::MountTarget":
                return self.numbered("fsmt", "Id", "mount-target")

            case "EC2::SecurityGroupEgress" | "EC2::SecurityGroupIngress":
                return {"Ref": "sgr-" + self.code(17, HEX), "Id": "sgr-" + self.code(17, HEX)}

            case "ECS::Cluster":
                name = self.name("ClusterName")
                return {"Ref": name, "Arn": self.arn("ecs", f"cluster/{name}")}
            case "ECS::Service":
                name, cluster = self.name("ServiceName"), str(self.given.get("Cluster") or "default").rpartition("/")[2]
                arn = self.arn("ecs", f"service/{cluster}/{name}")
                return {"Ref": arn, "ServiceArn": arn, "Name": name}
            case "ECS::TaskDefinition":
                arn = self.arn("ecs", f"task-definition/{self.name('Family')}:1")
                return {"Ref": arn, "TaskDefinitionArn": arn}

            case "ElasticLoadBalancingV2::LoadBalancer":
                name, kind = self.short_name(), "net" if self.given.get("Type") == "network" else "app"
                full_name = f"{kind}/{name}/{self.code(16, HEX)}"
                arn = self.arn("elasticloadbalancing", f"loadbalancer/{full_name}")
                return {
                    "Ref": arn,
                    "LoadBalancerArn": arn,
                    "LoadBalancerName": name,
                    "LoadBalancerFullName": full_name,
                    "DNSName": f"{name}-{self.code(10, string.digits)}.{self.region}.elb.amazonaws.com",
                    "CanonicalHostedZoneID": "Z" + self.code(13, UPPER),
                }
            case "ElasticLoadBalancingV2::TargetGroup":
                name = self.short_name()
                full_name = f"targetgroup/{name}/{self.code(16, HEX)}"
                arn = self.arn("elasticloadbalancing", full_name)
                return {"Ref": arn, "TargetGroupArn": arn, "TargetGroupName": name, "TargetGroupFullName": full_name}
            case "ElasticLoadBalancingV2::Listener":
                balancer = str(self.given.get("LoadBalancerArn"))
                arn = balancer.replace(":loadbalancer/", ":listener/") + f"/{self.code(16, HEX)}"
                return {"Ref": arn, "ListenerArn": arn}

            case "RDS::DBInstance" | "RDS::DBCluster":
                return self.database()
            case "RDS::DBSubnetGroup" | "RDS::DBParameterGroup" | "RDS::DBClusterParameterGroup":
                return {"Ref": self.name("DBSubnetGroupName", "DBParameterGroupName", "DBClusterParameterGroupName").lower()}

            case "Route53::HostedZone":
                zone = "Z" + self.code(20, UPPER)
                return {"Ref": zone, "Id": zone, "Arn": f"arn:aws:route53:::hostedzone/{zone}"}

            case "Transfer::Server":
                server = "s-" + self.code(17, HEX)
                arn = self.arn("transfer", f"server/{server}")
                return {"Ref": arn, "Arn": arn, "ServerId": server}
        return {}

    def numbered(self, prefix, attribute, resource):
        number = f"{prefix}-{self.code(17, HEX)}"
        return {"Ref": number, attribute: number, "Arn": self.arn("efs", f"{resource}/{number}")}

    def database(self):
        cluster = self.type.endswith("Cluster")
        name = self.name("DBClusterIdentifier" if cluster else "DBInstanceIdentifier").lower()
        kind, resource = ("DBCluster", "cluster") if cluster else ("DBInstance", "db")
        port = "5432" if "postgres" in str(self.given.get("Engine")) else "3306"
        host = f"{name}.{'cluster-' if cluster else ''}{self.code(12)}.{self.region}.rds.amazonaws.com"
        secret = f"secret:rds!{resource}-{self.uuid('secret')}-{self.code(6, string.ascii_letters, 'secret')}"
        return {
            "Ref": name,
            f"{kind}Arn": self.arn("rds", f"{resource}:{name}"),
            "DbiResourceId": "db-" + self.code(26, UPPER),
            "DBClusterResourceId": "cluster-" + self.code(26, UPPER),
            "Endpoint.Address": host,
            "Endpoint.Port": str(self.given.get("Port") or port),
            "MasterUserSecret.SecretArn": self.arn("secretsmanager", secret),
        }


def fits(text, schema):
    if not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        return False
    try:
        return re.search(schema.get("pattern", ""), text) is not None
    except re.error:  # it is written for another language's engine
        return True
