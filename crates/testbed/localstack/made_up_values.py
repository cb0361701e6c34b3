"""A stub: values for resources that LocalStack 2026.3.0 can't make, such as CloudFront distributions, HTTP APIs, load balancers and databases.

LocalStack deploys these as nothing at all, and their Ref and attributes as the word "unknown". So a stack's URL is no URL, and what is
given an ARN of theirs fails. Here each Ref and each attribute that templates commonly use looks as on AWS. Behind it there is still nothing.
The values follow from stack and logical id: the same at each look and after each update.

Two neighbours: an elastic IP address is a real one of LocalStack's EC2, so that its NAT gateways know it, and a DNS record in a zone that
LocalStack doesn't know does not fail.
"""

import functools
import hashlib
import re
import string
import uuid
from ipaddress import ip_address

from botocore.exceptions import ClientError
from localstack.services.cloudformation.engine.v2 import change_set_model_preproc as preproc
from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor
from localstack.services.cloudformation.engine.v2.change_set_model_preproc import MOCKED_REFERENCE, ChangeSetModelPreproc
from localstack.services.cloudformation.resource_provider import (
    OperationStatus,
    ProgressEvent,
    ResourceProvider,
    ResourceProviderExecutor,
)
from localstack.services.route53.resource_providers.aws_route53_recordset import Route53RecordSetProvider

LOWER, UPPER, HEX = string.ascii_lowercase + string.digits, string.ascii_uppercase + string.digits, "0123456789abcdef"


def install():
    ChangeSetModelExecutor._execute_resource_action = with_a_made_up_reference(ChangeSetModelExecutor._execute_resource_action)
    ChangeSetModelPreproc._deployed_property_value_of = with_made_up_attributes(ChangeSetModelPreproc._deployed_property_value_of)
    # LocalStack would point URLs of APIs on amazonaws.com to itself, though without their region. Those of its own APIs don't end so.
    preproc.REGEX_OUTPUT_APIGATEWAY = re.compile(preproc.REGEX_OUTPUT_APIGATEWAY.pattern.replace(r"amazonaws\.com|", ""))
    load = ResourceProviderExecutor.try_load_resource_provider
    ResourceProviderExecutor.try_load_resource_provider = staticmethod(
        lambda resource_type: ElasticIp() if resource_type == ElasticIp.TYPE else load(resource_type)
    )
    for action in ("create", "update", "delete"):
        in_any_zone = unless_its_zone_is_unknown(getattr(Route53RecordSetProvider, action))
        setattr(Route53RecordSetProvider, action, in_any_zone)


# ---- in the place of "unknown" -----------------------------------------------------------------------------------------------


def with_a_made_up_reference(execute_resource_action):
    @functools.wraps(execute_resource_action)
    def patched(self, action, logical_resource_id, resource_type, before_properties, after_properties, **kwargs):
        event = execute_resource_action(
            self, action, logical_resource_id, resource_type, before_properties, after_properties, **kwargs
        )
        resource = self.resources.get(logical_resource_id) or {}
        if resource.get("PhysicalResourceId") == MOCKED_REFERENCE:
            given = (after_properties.properties if after_properties else None) or {}
            made_up = MadeUp(self._change_set.stack, logical_resource_id, resource_type, given)
            resource["MadeUp"] = made_up.values()
            resource["PhysicalResourceId"] = resource["MadeUp"]["Ref"]
        return event

    return patched


def with_made_up_attributes(deployed_property_value_of):
    @functools.wraps(deployed_property_value_of)
    def patched(self, resource_logical_id, property_name, resolved_resources):
        value = deployed_property_value_of(self, resource_logical_id, property_name, resolved_resources)
        made_up = (resolved_resources.get(resource_logical_id) or {}).get("MadeUp")
        if value != MOCKED_REFERENCE or not made_up:
            return value
        return made_up.get(property_name) or (made_up["Arn"] if property_name.lower().endswith("arn") else value)

    return patched


class MadeUp:
    """What a resource would be called on AWS."""

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
        return f"arn:aws:{service}:{self.region if region is None else region}:{self.account}:{resource}"

    def values(self):
        """`Ref`, `Arn` and the other attributes."""
        service, kind = (self.type.lower().split("::") + ["", ""])[1:3]
        values = self.values_of_type()
        values.setdefault("Ref", self.name("Name"))
        found = (value for value in values.values() if value.startswith("arn:"))
        values.setdefault("Arn", next(found, None) or self.arn(service, f"{kind}/{values['Ref']}"))
        return values

    def values_of_type(self):
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

            case "EC2::FlowLog":
                return {"Ref": "fl-" + self.code(17, HEX), "Id": "fl-" + self.code(17, HEX)}
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
        return {}

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


# ---- neighbours ----------------------------------------------------------------------------------------------------------------


class ElasticIp(ResourceProvider):
    """LocalStack's EC2 has them, its CloudFormation does not. Left to itself, it takes 127.x.x.x, where this machine would answer; these
    are of a range that is reserved for tests, where nobody does.
    """

    TYPE = "AWS::EC2::EIP"
    SCHEMA = {"primaryIdentifier": ["/properties/PublicIp"]}

    def create(self, request):
        ec2 = request.aws_client_factory.ec2
        number = int(MadeUp(request, request.logical_resource_id, self.TYPE, {}).code(4, HEX), 16)
        address = ec2.allocate_address(Domain="vpc", Address=str(ip_address("198.18.0.0") + number))
        made = {name: address[name] for name in ("PublicIp", "AllocationId")}
        if instance := request.desired_state.get("InstanceId"):
            ec2.associate_address(AllocationId=made["AllocationId"], InstanceId=instance)
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**request.desired_state, **made})

    def update(self, request):
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**request.previous_state, **request.desired_state})

    def delete(self, request):
        request.aws_client_factory.ec2.release_address(AllocationId=request.previous_state["AllocationId"])
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})


def unless_its_zone_is_unknown(act):
    @functools.wraps(act)
    def patched(self, request):
        try:
            return act(self, request)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchHostedZone":
                raise
            record = request.desired_state or request.previous_state
            return ProgressEvent(OperationStatus.SUCCESS, resource_model={**record, "Id": record["Name"]})

    return patched
