"""What localstack/made_up_resources.py and mended_providers.py promise, asked of a running LocalStack: made_up_resources.py ENDPOINT."""

import json
import sys
import time
import unittest
import uuid

import boto3

ENDPOINT = sys.argv.pop(1)
ACCOUNT = str(uuid.uuid4().int)[:12]
REGION = "ap-south-1"

apigateway, cfn, ec2 = (
    boto3.client(name, endpoint_url=ENDPOINT, region_name=REGION, aws_access_key_id=ACCOUNT, aws_secret_access_key="none")
    for name in ("apigateway", "cloudformation", "ec2")
)
ARN = "arn:aws:iam::111122223333:role/of-others"
POLICY = {"Version": "2012-10-17", "Statement": []}


WITH = {  # what CloudFormation requires
    "ApiGatewayV2::DomainName": {"DomainName": "api.example.com"},
    "CloudFront::Distribution": {"DistributionConfig": {"Enabled": True, "DefaultCacheBehavior": {"TargetOriginId": "a", "ViewerProtocolPolicy": "https-only"}}},
    "CloudFront::Function": {"Name": "rewrite", "FunctionCode": "code", "FunctionConfig": {"Comment": "none", "Runtime": "cloudfront-js-2.0"}},
    "CloudFront::OriginAccessControl": {
        "OriginAccessControlConfig": {"Name": "a", "OriginAccessControlOriginType": "s3", "SigningBehavior": "always", "SigningProtocol": "sigv4"}
    },
    "DAX::Cluster": {"IAMRoleARN": ARN, "NodeType": "dax.t3.small", "ReplicationFactor": 1},
    "GuardDuty::Detector": {"Enable": True},
    "RDS::DBInstance": {"Engine": "postgres"},
}


def attribute(of, name):
    return {"Fn::GetAtt": [of, name]}


def resource(kind, **properties):
    return {"Type": f"AWS::{kind}", "Properties": properties}


def site(comment):
    return resource("CloudFront::Distribution", DistributionConfig={**WITH["CloudFront::Distribution"]["DistributionConfig"], "Comment": comment})


def execute(stack, kind, resources, outputs):
    values = {name: {"Value": value} for name, value in outputs.items()}
    template, name = json.dumps({"Resources": resources, "Outputs": values}), f"c{time.monotonic_ns()}"
    cfn.create_change_set(StackName=stack, ChangeSetName=name, ChangeSetType=kind, TemplateBody=template, Capabilities=["CAPABILITY_IAM"])
    cfn.execute_change_set(StackName=stack, ChangeSetName=name)
    return settled(stack)


def settled(stack):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        description = cfn.describe_stacks(StackName=stack)["Stacks"][0]
        if not description["StackStatus"].endswith("IN_PROGRESS"):
            return description
        time.sleep(0.02)
    raise AssertionError(f"{stack} did not settle")


def outputs_of(stack):
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


class MadeUpResources(unittest.TestCase):
    def setUp(self):
        self.stack = "made-up-" + uuid.uuid4().hex[:8]

    def deployed(self, resources, outputs, kind="CREATE"):
        stack = execute(self.stack, kind, resources, outputs)
        self.assertEqual(stack["StackStatus"], f"{kind}_COMPLETE")
        return outputs_of(stack)

    def deleted(self):
        stack_id = cfn.describe_stacks(StackName=self.stack)["Stacks"][0]["StackId"]
        cfn.delete_stack(StackName=self.stack)
        self.assertEqual(settled(stack_id)["StackStatus"], "DELETE_COMPLETE")

    def test_a_reference_and_an_attribute_look_as_on_aws(self):
        arn = rf"^arn:aws:%s:{REGION}:{ACCOUNT}:%s$"
        expected = {  # by type: attribute, or "" for Ref, and what it matches
            "ApiGatewayV2::Api": {"": "^[a-z0-9]{10}$", "ApiEndpoint": rf"^https://[a-z0-9]{{10}}\.execute-api\.{REGION}\.amazonaws\.com$"},
            "ApiGatewayV2::DomainName": {"RegionalDomainName": r"^d-[a-z0-9]{10}\.execute-api\.", "RegionalHostedZoneId": "^Z[A-Z0-9]+$"},
            "CloudFront::Distribution": {"": "^E[A-Z0-9]{13}$", "DomainName": r"^d[a-z0-9]{13}\.cloudfront\.net$"},
            "CloudFront::Function": {"FunctionARN": f"^arn:aws:cloudfront::{ACCOUNT}:function/"},
            "CloudFront::OriginAccessControl": {"Id": "^E[A-Z0-9]{13}$"},
            "EC2::EIP": {"": r"^198\.1[89]\.", "AllocationId": "^eipalloc-[0-9a-f]+$"},
            "ECS::Cluster": {"": f"^{self.stack}-", "Arn": arn % ("ecs", "cluster/.+")},
            "ECS::Service": {"": arn % ("ecs", "service/default/.+"), "Name": f"^{self.stack}-"},
            "ECS::TaskDefinition": {"": arn % ("ecs", "task-definition/.+:1")},
            "ElasticLoadBalancingV2::LoadBalancer": {
                "": arn % ("elasticloadbalancing", "loadbalancer/app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}"),
                "DNSName": rf"\.{REGION}\.elb\.amazonaws\.com$",
                "CanonicalHostedZoneID": "^Z[A-Z0-9]+$",
                "LoadBalancerFullName": "^app/",
            },
            "ElasticLoadBalancingV2::TargetGroup": {"": arn % ("elasticloadbalancing", "targetgroup/.+/[0-9a-f]{16}")},
            "RDS::DBInstance": {
                "Endpoint.Address": rf"^made-up-.+\.{REGION}\.rds\.amazonaws\.com$",
                "Endpoint.Port": "^5432$",
                "MasterUserSecret.SecretArn": arn % ("secretsmanager", r"secret:rds!db-[0-9a-f-]{36}-[A-Za-z]{6}"),
                "DbiResourceId": "^db-[A-Z0-9]{26}$",
            },
            "Route53::HostedZone": {"": "^Z[A-Z0-9]{20}$"},
            # The rest is known by its schema only.
            "DAX::Cluster": {"Arn": arn % ("dax", ".+"), "ClusterDiscoveryEndpoint": r"\.amazonaws\.com$"},
            "GuardDuty::Detector": {"Id": "^[a-z0-9-]+$"},
            "VpcLattice::Service": {"Arn": r"^arn:aws:", "DnsEntry.DomainName": r"\.amazonaws\.com$", "Status": "^[A-Z_]+$"},
        }
        ids = {kind: kind.replace("::", "") for kind in expected}
        resources = {ids[kind]: resource(kind, **WITH.get(kind, {})) for kind in expected}
        outputs, patterns = {}, {}
        for kind, values in expected.items():
            for name, pattern in values.items():
                key = ids[kind] + name.replace(".", "")
                outputs[key] = attribute(ids[kind], name) if name else {"Ref": ids[kind]}
                patterns[key] = pattern
        found = self.deployed(resources, outputs)
        for key, pattern in patterns.items():
            with self.subTest(key):
                self.assertRegex(found[key], pattern)
        self.deleted()

    def refused(self, resources, outputs=None):
        """Why the only resource that fails does."""
        stack = execute(self.stack, "CREATE", resources, outputs or {})
        self.assertEqual(stack["StackStatus"], "ROLLBACK_COMPLETE")
        events = cfn.describe_stack_events(StackName=stack["StackId"])["StackEvents"]
        return next(event["ResourceStatusReason"] for event in events if event.get("ResourceStatusReason") and event["ResourceStatus"] == "CREATE_FAILED")

    def test_what_cloudformation_would_not_take_is_refused(self):
        for wrong, reason in [
            (resource("DAX::Cluster", NodeType="dax.t3.small", ReplicationFactor=1), "'IAMRoleARN' is a required property"),
            (resource("GuardDuty::Detector", Enable=True, Enabel=True), r"extraneous key \[Enabel\] is not permitted"),
            (resource("EFS::MountTarget", FileSystemId="fs", SubnetId="subnet-01234567", SecurityGroups=["sg-01234567"]), "FileSystemId: 'fs' does not match"),
            (resource("Pipes::Pipe", RoleArn=ARN, Source=ARN, Target=ARN, DesiredState="MAYBE"), "'MAYBE' is not one of"),
            (resource("Sqs::Kueue"), "Unrecognized resource type"),
            (resource("SQS::Queue", DelaySeconds={"a": 1}), "is not of type"),  # of what LocalStack makes, too
        ]:
            with self.subTest(reason):
                self.stack = "made-up-" + uuid.uuid4().hex[:8]
                self.assertRegex(self.refused({"It": wrong}), reason)

    def test_a_reference_has_to_be_of_what_the_property_names(self):
        topic, group = resource("SNS::Topic"), resource("EC2::SecurityGroup", GroupDescription="all", VpcId={"Ref": "Topic"})
        self.assertRegex(self.refused({"Topic": topic, "Group": group}), "VpcId: 'arn:aws:sns:.*' is not a 'AWS::EC2::VPC.Id'")

    def test_an_attribute_that_the_type_does_not_have_is_refused(self):
        database = resource("RDS::DBInstance", Engine="mysql")
        stack = execute(self.stack, "CREATE", {"Database": database}, {"Colour": attribute("Database", "Colour")})
        self.assertEqual(stack["StackStatus"], "ROLLBACK_COMPLETE")

    def test_values_stay_when_the_stack_is_updated(self):
        outputs = {"Host": attribute("Site", "DomainName"), "Id": {"Ref": "Site"}, "Topic": {"Ref": "Topic"}}
        topic = resource("SNS::Topic")
        before = self.deployed({"Site": site("one"), "Topic": topic}, outputs)
        after = self.deployed({"Site": site("two"), "Topic": topic}, outputs, "UPDATE")
        self.assertEqual(after, before)

    def test_what_needs_a_made_up_resource_can_be_made(self):
        statement = {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": attribute("Database", "MasterUserSecret.SecretArn")}
        policies = [{"PolicyName": "read", "PolicyDocument": {**POLICY, "Statement": [statement]}}]
        resources = {
            "Database": resource("RDS::DBInstance", Engine="mysql"),
            "Role": resource("IAM::Role", AssumeRolePolicyDocument=POLICY, Policies=policies),
            "Network": resource("EC2::VPC", CidrBlock="10.0.0.0/24"),
            "Subnet": resource("EC2::Subnet", CidrBlock="10.0.0.0/28", VpcId={"Ref": "Network"}),
            "Address": resource("EC2::EIP", Domain="vpc"),
            "Nat": resource("EC2::NatGateway", SubnetId={"Ref": "Subnet"}, AllocationId=attribute("Address", "AllocationId")),
            "Zone": resource("Route53::HostedZone", Name="example.com"),
            "Record": resource(
                "Route53::RecordSet", HostedZoneId={"Ref": "Zone"}, Name="a.example.com", Type="A", TTL="60", ResourceRecords=[{"Ref": "Address"}]
            ),
        }
        address = self.deployed(resources, {"Address": {"Ref": "Address"}})["Address"]
        self.assertEqual([found["PublicIp"] for found in ec2.describe_addresses()["Addresses"]], [address])
        self.deleted()
        self.assertEqual(ec2.describe_addresses()["Addresses"], [])

    def test_what_localstack_can_make_is_there(self):
        resources = {
            "Network": resource("EC2::VPC", CidrBlock="10.0.0.0/24"),
            "Gateway": resource("EC2::VPNGateway", Type="ipsec.1"),
            "Attachment": resource("EC2::VPCGatewayAttachment", VpcId={"Ref": "Network"}, VpnGatewayId={"Ref": "Gateway"}),
            "People": resource("Cognito::UserPool"),
            "Api": resource("ApiGateway::RestApi", Name="api"),
            "Door": resource(
                "ApiGateway::Authorizer",
                RestApiId={"Ref": "Api"}, Name="door", Type="COGNITO_USER_POOLS", IdentitySource="method.request.header.Authorization",
                ProviderARNs=[attribute("People", "Arn")],
            ),
            "Root": resource(
                "ApiGateway::Method",
                RestApiId={"Ref": "Api"}, ResourceId=attribute("Api", "RootResourceId"), HttpMethod="GET",
                AuthorizationType="COGNITO_USER_POOLS", AuthorizerId={"Ref": "Door"},
            ),
        }
        made = self.deployed(resources, {"Gateway": {"Ref": "Gateway"}, "Api": {"Ref": "Api"}, "Door": {"Ref": "Door"}})
        self.assertEqual([found["VpnGatewayId"] for found in ec2.describe_vpn_gateways()["VpnGateways"]], [made["Gateway"]])
        doors = apigateway.get_authorizers(restApiId=made["Api"])["items"]
        self.assertEqual([door["id"] for door in doors], [made["Door"]])
        self.deleted()


unittest.main(verbosity=2)
