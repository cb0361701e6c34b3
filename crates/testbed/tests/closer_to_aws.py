"""What localstack/closer_to_aws.py promises, asked of a running LocalStack: closer_to_aws.py ENDPOINT."""

import json
import sys
import time
import unittest
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv.pop(1)
ACCOUNT = str(uuid.uuid4().int)[:12]


def client(service, account=ACCOUNT):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name="ap-south-1",
        aws_access_key_id=account,
        aws_secret_access_key="none",
        config=Config(retries={"max_attempts": 0}),
    )


cfn, s3, sns, sqs = client("cloudformation"), client("s3"), client("sns"), client("sqs")
TOPIC = {"Type": "AWS::SNS::Topic"}


def queue(policy="Delete", **properties):
    return {"Type": "AWS::SQS::Queue", "DeletionPolicy": policy, "Properties": properties}


def bucket(name, **more):
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}, **more}


def change_set(stack, resources, name="first", kind="CREATE", **more):
    template = json.dumps({"Resources": resources})
    cfn.create_change_set(StackName=stack, ChangeSetName=name, ChangeSetType=kind, TemplateBody=template, **more)
    return cfn.describe_change_set(StackName=stack, ChangeSetName=name)


def settled(stack_id):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        stack = cfn.describe_stacks(StackName=stack_id)["Stacks"][0]
        if not stack["StackStatus"].endswith("IN_PROGRESS"):
            return stack
        time.sleep(0.02)
    raise AssertionError(f"{stack_id} did not settle: {stack['StackStatus']}")


def deploy(stack, resources, name="first", kind="CREATE", **more):
    stack_id = change_set(stack, resources, name, kind, **more)["StackId"]
    cfn.execute_change_set(StackName=stack, ChangeSetName=name)
    return settled(stack_id)


def delete(stack_id, **more):
    cfn.delete_stack(StackName=stack_id, **more)
    return settled(stack_id)


def events(stack_id):
    found = cfn.describe_stack_events(StackName=stack_id)["StackEvents"]
    return [f"{event['LogicalResourceId']} {event['ResourceStatus']}" for event in reversed(found)]


def resources(stack_id):
    found = cfn.list_stack_resources(StackName=stack_id)["StackResourceSummaries"]
    return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in found}


class CloserToAws(unittest.TestCase):
    def setUp(self):
        self.stack = "closer-" + uuid.uuid4().hex[:8]

    def refused(self, code, call, *args, **kwargs):
        with self.assertRaises(ClientError) as refusal:
            call(*args, **kwargs)
        self.assertEqual(refusal.exception.response["Error"]["Code"], code)
        return refusal.exception.response["Error"]["Message"]

    def test_a_failed_creation_deletes_what_it_made_and_can_be_repeated(self):
        tags = [{"Key": "testbed-fail", "Value": "Bad: Rate exceeded"}]
        template = {"Made": queue(), "Kept": queue("Retain"), "Bad": {**TOPIC, "DependsOn": ["Made", "Kept"]}, "Never": {**TOPIC, "DependsOn": "Bad"}}
        stack = deploy(self.stack, template, Tags=tags)
        self.assertEqual(stack["StackStatus"], "ROLLBACK_COMPLETE")
        self.assertEqual(stack["StackStatusReason"], "The following resource(s) failed to create: [Bad]. Rollback requested by user.")
        self.assertNotIn("DeletionTime", stack)
        seen = events(stack["StackId"])
        after = seen[seen.index("Bad CREATE_FAILED") :]
        self.assertEqual(after[1], f"{self.stack} ROLLBACK_IN_PROGRESS")
        self.assertIn("Made DELETE_COMPLETE", after)
        self.assertIn("Kept DELETE_SKIPPED", after)
        left = [url for url in sqs.list_queues(QueueNamePrefix=self.stack).get("QueueUrls", [])]
        self.assertEqual(len(left), 1, left)
        self.refused("ValidationError", change_set, self.stack, template, "next", "UPDATE")
        self.assertEqual(delete(stack["StackId"])["StackStatus"], "DELETE_COMPLETE")
        self.assertEqual(deploy(self.stack, template)["StackStatus"], "CREATE_COMPLETE")

    def test_a_failed_update_leaves_everything_as_it_was(self):
        stack_id = deploy(self.stack, {"Queue": queue(VisibilityTimeout=5), "Old": TOPIC}, Tags=[{"Key": "a", "Value": "1"}])["StackId"]
        before = resources(stack_id)
        template = {"Queue": queue(VisibilityTimeout=6), "New": {**TOPIC, "DependsOn": "Queue"}, "Bad": {**TOPIC, "DependsOn": "New"}}
        stack = deploy(self.stack, template, "second", "UPDATE", Tags=[{"Key": "testbed-fail", "Value": "Bad"}])
        self.assertEqual(stack["StackStatus"], "UPDATE_ROLLBACK_COMPLETE")
        self.assertEqual(stack["Tags"], [{"Key": "a", "Value": "1"}])
        self.assertEqual(resources(stack_id), before)
        timeout = sqs.get_queue_attributes(QueueUrl=before["Queue"], AttributeNames=["VisibilityTimeout"])
        self.assertEqual(timeout["Attributes"]["VisibilityTimeout"], "5")
        planned = change_set(self.stack, template, "third", "UPDATE")
        self.assertEqual(len(planned["Changes"]), 4, "the same update is still one")
        self.assertEqual(settled(stack_id)["StackStatus"], "UPDATE_ROLLBACK_COMPLETE", "a change set alone changes nothing")

    def test_what_was_replaced_stays_listed(self):
        stack_id = deploy(self.stack, {"Topic": TOPIC})["StackId"]
        named = {"Topic": {**TOPIC, "Properties": {"TopicName": self.stack}}}
        deploy(self.stack, named, "second", "UPDATE")
        self.assertTrue(resources(stack_id)["Topic"].endswith(self.stack))

    def test_a_change_sets_name_is_taken_until_it_is_executed(self):
        first = change_set(self.stack, {"Topic": TOPIC}, ClientToken="one")
        again = change_set(self.stack, {"Topic": TOPIC}, ClientToken="one")
        self.assertEqual(again["ChangeSetId"], first["ChangeSetId"])
        self.refused("AlreadyExistsException", change_set, self.stack, {"Topic": TOPIC}, ClientToken="two")
        change_set(self.stack, {"Other": TOPIC}, "other")
        cfn.execute_change_set(StackName=self.stack, ChangeSetName="first")
        settled(first["StackId"])
        self.refused("ChangeSetNotFound", cfn.describe_change_set, StackName=self.stack, ChangeSetName="other")

    def test_new_tags_are_a_change_and_the_same_ones_are_not(self):
        deploy(self.stack, {"Topic": TOPIC}, Tags=[{"Key": "a", "Value": "1"}])
        same = change_set(self.stack, {"Topic": TOPIC}, "same", "UPDATE", Tags=[{"Key": "a", "Value": "1"}])
        self.assertEqual(same["Status"], "FAILED")
        self.assertIn("didn't contain changes", same["StatusReason"])
        stack = deploy(self.stack, {"Topic": TOPIC}, "new", "UPDATE", Tags=[{"Key": "a", "Value": "2"}])
        self.assertEqual((stack["StackStatus"], stack["Tags"]), ("UPDATE_COMPLETE", [{"Key": "a", "Value": "2"}]))

    def test_property_values_are_shown_for_resources_without_properties(self):
        change_set(self.stack, {"Topic": TOPIC})
        shown = cfn.describe_change_set(StackName=self.stack, ChangeSetName="first", IncludePropertyValues=True)
        self.assertEqual(json.loads(shown["Changes"][0]["ResourceChange"]["AfterContext"]), {"Properties": {}})

    def test_capabilities_are_required_for_iam(self):
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}}
        message = self.refused("InsufficientCapabilitiesException", change_set, self.stack, {"Role": role})
        self.assertEqual(message, "Requires capabilities : [CAPABILITY_IAM]")
        named = {**role, "Properties": {**role["Properties"], "RoleName": "x"}}
        self.refused("InsufficientCapabilitiesException", change_set, self.stack, {"Role": named}, Capabilities=["CAPABILITY_IAM"])

    def test_a_bucket_that_anybody_has_can_not_be_made(self):
        abroad = client("s3", str(int(ACCOUNT) - 1).zfill(12))
        abroad.create_bucket(Bucket=self.stack, CreateBucketConfiguration={"LocationConstraint": "ap-south-1"})
        stack = deploy(self.stack, {"Bucket": bucket(self.stack)})
        self.assertEqual(stack["StackStatus"], "ROLLBACK_COMPLETE")
        reasons = [event.get("ResourceStatusReason", "") for event in cfn.describe_stack_events(StackName=stack["StackId"])["StackEvents"]]
        self.assertTrue(any("already exists" in reason for reason in reasons), reasons)
        abroad.head_bucket(Bucket=self.stack)

    def test_a_bucket_with_objects_stops_the_deletion_until_it_is_retained(self):
        stack_id = deploy(self.stack, {"Bucket": bucket(self.stack), "Topic": TOPIC})["StackId"]
        s3.put_object(Bucket=self.stack, Key="a", Body=b"b")
        self.refused("ValidationError", cfn.delete_stack, StackName=stack_id, RetainResources=["Bucket"])
        stack = delete(stack_id)
        self.assertEqual(stack["StackStatus"], "DELETE_FAILED")
        self.assertIn("[Bucket]", stack["StackStatusReason"])
        self.assertEqual(delete(stack_id, RetainResources=["Bucket"])["StackStatus"], "DELETE_COMPLETE")
        self.assertIn("Bucket DELETE_SKIPPED", events(stack_id))
        s3.head_bucket(Bucket=self.stack)

    def test_a_deleted_stack_is_described_by_its_arn_only(self):
        stack_id = deploy(self.stack, {"Topic": TOPIC})["StackId"]
        cfn.update_termination_protection(StackName=self.stack, EnableTerminationProtection=True)
        self.refused("ValidationError", cfn.delete_stack, StackName=self.stack)
        cfn.update_termination_protection(StackName=self.stack, EnableTerminationProtection=False)
        self.assertIn("DeletionTime", delete(stack_id))
        self.refused("ValidationError", cfn.describe_stacks, StackName=self.stack)
        self.refused("ValidationError", cfn.describe_stacks, StackName=stack_id.replace(self.stack, "never"))
        self.assertNotIn(stack_id, [stack["StackId"] for stack in cfn.describe_stacks()["Stacks"]])

    def test_a_literal_in_a_substitution_stays_what_it_is(self):
        resources = {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::Sub": "${!AWS::Region} of ${AWS::Region}"}}}}
        deploy(self.stack, resources)
        made = cfn.describe_stack_resources(StackName=self.stack)["StackResources"]
        attributes = sns.get_topic_attributes(TopicArn=made[0]["PhysicalResourceId"])["Attributes"]
        self.assertEqual(attributes["DisplayName"], f"${{AWS::Region}} of {cfn.meta.region_name}")

    def test_a_tag_slows_a_deployment_down(self):
        started = time.monotonic()
        deploy(self.stack, {"Topic": TOPIC}, Tags=[{"Key": "testbed-delay", "Value": "0.3"}])
        self.assertGreaterEqual(time.monotonic() - started, 0.3)


unittest.main(verbosity=2)
