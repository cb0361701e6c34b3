"""What localstack/made_up_values.py promises, asked of a running LocalStack: made_up_values.py ENDPOINT."""

import json
import sys
import time
import unittest
import uuid

import boto3

ENDPOINT = sys.argv.pop(1)
ACCOUNT = str(uuid.uuid4().int)[:12]
REGION = "ap-south-1"

cfn, ec2 = (
    boto3.client(name, endpoint_url=ENDPOINT, region_name=REGION, aws_access_key_id=ACCOUNT, aws_secret_access_key="none")
    for name in ("cloudformation", "ec2")
)
POLICY = {"Version": "2012-10-17", "Statement": []}


def attribute(of, name):
    return {"Fn::GetAtt": [of, name]}


def resource(kind, **properties):
    return {"Type": f"AWS::{kind}", "Properties": properties}


def execute(stack, kind, resources, outputs):
    values = {name: {"Value": value} for name, value in outputs.items()}
    template, name = json.dumps({"Resources": resources, "Outputs": values}), f"c{time.monotonic_ns()}"
    cfn.create_change_set(StackName=stack, ChangeSetName=name, ChangeSetType=kind, TemplateBody=template, Capabilities=["CAPABILITY_IAM"])
    cfn.execute_change_set(StackName=stack, ChangeSetName=name)
    return settled(stack)


def settled(stack):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        description = cfn.describe_stacks(StackName=stack)["Stacks"][0]
        if not description["StackStatus"].endswith("IN_PROGRESS"):
            return description
        time.sleep(0.02)
    raise AssertionError(f"{stack} did not settle")


def outputs_of(stack):
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


class MadeUpValues(unittest.TestCase):
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
            "EFS::FileSystem": {"Arn": arn % ("efs", "filesystem/.+")},  # not known by name
        }
        ids = {kind: kind.replace("::", "") for kind in expected}
        resources = {ids[kind]: resource(kind) for kind in expected}
        resources["RDSDBInstance"]["Properties"] = {"Engine": "postgres"}
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

    def test_values_stay_when_the_stack_is_updated(self):
        outputs = {"Host": attribute("Site", "DomainName"), "Id": {"Ref": "Site"}, "Topic": {"Ref": "Topic"}}
        topic = resource("SNS::Topic")
        before = self.deployed({"Site": resource("CloudFront::Distribution", Comment="one"), "Topic": topic}, outputs)
        after = self.deployed({"Site": resource("CloudFront::Distribution", Comment="two"), "Topic": topic}, outputs, "UPDATE")
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


unittest.main(verbosity=2)
