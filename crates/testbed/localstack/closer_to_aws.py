"""Brings LocalStack's CloudFormation closer to AWS where an operator would notice the difference.

Each function below says what AWS does; LocalStack 2026.3.0 does otherwise. Installed when the service is first used, because it is loaded
only then. Nothing here knows CloudWhisper.

Two tags of a stack let a test decide how its deployment goes:

    testbed-delay: "0.5"                        each resource takes so many seconds longer
    testbed-fail: "Table: Rate exceeded"        this resource fails, with this reason; without one, "Table" is enough
"""

import functools
import re
import time
from datetime import UTC, datetime

from localstack.aws.api.cloudformation import (
    AlreadyExistsException,
    ChangeAction,
    ChangeSetType,
    ExecutionStatus,
    InsufficientCapabilitiesException,
    ResourceStatus,
    StackStatus,
)
from localstack.services.cloudformation.engine.template_preparer import parse_template
from localstack.services.cloudformation.engine.v2 import change_set_model_preproc, change_set_model_validator
from localstack.services.cloudformation.engine.v2.change_set_model import is_nothing
from localstack.services.cloudformation.engine.v2.change_set_model_describer import ChangeSetModelDescriber
from localstack.services.cloudformation.engine.v2.change_set_model_executor import (
    ChangeSetModelExecutor,
    ChangeSetModelExecutorResult,
    EventOperationFromAction,
    TriggerRollback,
)
from localstack.services.cloudformation.engine.v2.change_set_model_preproc import PreprocProperties
from localstack.services.cloudformation.engine.validations import ValidationError
from localstack.services.cloudformation.models import get_cloudformation_store
from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
from localstack.services.cloudformation.v2 import provider
from localstack.services.cloudformation.v2.entities import ChangeSet
from localstack.services.s3.models import s3_stores


def install():
    ChangeSet.has_changes = new_tags_are_a_change(ChangeSet.has_changes)
    ChangeSetModelDescriber._register_resource_change = properties_may_be_absent(
        ChangeSetModelDescriber._register_resource_change
    )
    ChangeSetModelExecutor.execute = execute
    ChangeSetModelExecutor._process_event = process_event
    ChangeSetModelExecutor._execute_resource_action = with_obstacles(ChangeSetModelExecutor._execute_resource_action)
    provider.find_stack_v2 = unless_its_arn_is_unknown(provider.find_stack_v2)
    for module in (change_set_model_preproc, change_set_model_validator):
        module.re = RegularExpressions()
    for visitor in (change_set_model_preproc.ChangeSetModelPreproc, change_set_model_validator.ChangeSetModelValidator):
        visitor.visit_node_intrinsic_function_fn_sub = with_literals(visitor.visit_node_intrinsic_function_fn_sub)
    api = provider.CloudformationProviderV2
    api.create_change_set = create_change_set_as_aws(api.create_change_set)
    api.execute_change_set = execute_change_set_as_aws(api.execute_change_set)
    api.delete_stack = delete_stack_as_aws(api.delete_stack)
    api.describe_stacks = without_deleted(api.describe_stacks)
    api._describe_stack = without_deletion_time(api._describe_stack)


# ---- change sets -----------------------------------------------------------------------------------------------------------


def new_tags_are_a_change(has_changes):
    """An update that only alters the stack's tags is one."""

    @functools.wraps(has_changes)
    def patched(self):
        updates = self.change_set_type == ChangeSetType.UPDATE
        return has_changes(self) or (updates and sorted_tags(self.tags) != sorted_tags(self.stack.tags))

    return patched


def sorted_tags(tags):
    return sorted((tag["Key"], tag["Value"]) for tag in tags or [])


def properties_may_be_absent(register):
    """IncludePropertyValues works for a resource without properties."""

    @functools.wraps(register)
    def patched(self, *args, **kwargs):
        for side in ("before_properties", "after_properties"):
            if is_nothing(kwargs[side]):
                kwargs[side] = PreprocProperties(properties={})
        return register(self, *args, **kwargs)

    return patched


def create_change_set_as_aws(create):
    """A name is taken until the change set is executed, except for a repetition (same ClientToken), which gets the first answer.
    Capabilities are required. What rolled back while it was created can't be updated, and what rolled back an update stays as it is.
    """

    @functools.wraps(create)
    def patched(self, context, request):
        state = get_cloudformation_store(context.account_id, context.region)
        name, stack_name, token = request.get("ChangeSetName"), request.get("StackName"), request.get("ClientToken")
        stack = provider.find_stack_v2(state, stack_name) if stack_name else None
        if stack and (existing := provider.find_change_set_v2(state, name, stack_name)):
            if existing.execution_status in (ExecutionStatus.AVAILABLE, ExecutionStatus.UNAVAILABLE):
                if token and token == existing.client_token:
                    return {"Id": existing.change_set_id, "StackId": stack.stack_id}
                raise AlreadyExistsException(f"ChangeSet {name} already exists")
            stack.change_set_ids.discard(existing.change_set_id)
        status = stack.status if stack else None
        if status == StackStatus.ROLLBACK_COMPLETE and request.get("ChangeSetType", "UPDATE") == ChangeSetType.UPDATE:
            raise ValidationError(f"Stack:{stack.stack_id} is in ROLLBACK_COMPLETE state and can not be updated.")
        require_capabilities(request)

        response = create(self, context, request)
        state.change_sets[response["Id"]].client_token = token
        if status == StackStatus.UPDATE_ROLLBACK_COMPLETE and stack.status == StackStatus.REVIEW_IN_PROGRESS:
            stack.status, stack.status_reason = status, None
            stack.events.pop(0)
        return response

    return patched


NAMED_IAM = {
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Policy": None,  # its PolicyName is required and needs no more than CAPABILITY_IAM
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
}


def require_capabilities(request):
    given = request.get("Capabilities") or []
    template = parse_template(request["TemplateBody"]) if request.get("TemplateBody") else None
    if "CAPABILITY_NAMED_IAM" in given or not isinstance(template, dict):
        return
    resources = [resource for resource in (template.get("Resources") or {}).values() if isinstance(resource, dict)]
    iam = [resource for resource in resources if resource.get("Type") in NAMED_IAM]
    if any(NAMED_IAM[resource["Type"]] in (resource.get("Properties") or {}) for resource in iam):
        raise InsufficientCapabilitiesException("Requires capabilities : [CAPABILITY_NAMED_IAM]")
    if iam and "CAPABILITY_IAM" not in given:
        raise InsufficientCapabilitiesException("Requires capabilities : [CAPABILITY_IAM]")


def execute_change_set_as_aws(execute_change_set):
    """Executing one deletes the stack's others, which no longer fit. Should it fail, the stack gets back its tags."""

    @functools.wraps(execute_change_set)
    def patched(self, context, change_set_name, stack_name=None, **kwargs):
        state = get_cloudformation_store(context.account_id, context.region)
        executed = provider.find_change_set_v2(state, change_set_name, stack_name)
        if executed:
            executed.tags_before = executed.stack.tags
        response = execute_change_set(self, context, change_set_name, stack_name, **kwargs)
        kept = {executed.change_set_id, executed.stack.change_set_id}
        for other in executed.stack.change_set_ids - kept:
            state.change_sets.pop(other, None)
        executed.stack.change_set_ids &= kept
        return response

    return patched


# ---- templates ---------------------------------------------------------------------------------------------------------------


class RegularExpressions:
    """`re` for LocalStack's Fn::Sub, which finds no name in `${!Literal}`."""

    def __getattr__(self, name):
        return getattr(re, name)

    def findall(self, pattern, text):
        return [found for found in re.findall(pattern, text) if not found.startswith("!")]


def with_literals(visit_fn_sub):
    """Fn::Sub writes `${Literal}` where the template says `${!Literal}`."""

    @functools.wraps(visit_fn_sub)
    def patched(self, node):
        delta = visit_fn_sub(self, node)
        for side in ("before", "after"):
            if isinstance(text := getattr(delta, side), str):
                setattr(delta, side, text.replace("${!", "${"))
        return delta

    return patched


# ---- execution, rollback and deletion ----------------------------------------------------------------------------------------


def execute(self):
    """A failure undoes what was done: what was created is deleted unless it is to be retained, what was modified is modified back. Then
    the stack is what it was before. What was replaced stays listed. A deletion that leaves something behind has failed. A stack that is
    complete has its outputs.
    """
    stack, failure = self._change_set.stack, None
    deletes = stack.status == StackStatus.DELETE_IN_PROGRESS
    self.not_deleted = []
    try:
        self.process()
    except TriggerRollback as trigger:
        failure, failed = trigger.reason or "no reason given", trigger.logical_resource_id
    except Exception as error:  # noqa: BLE001 as LocalStack does
        failure, failed = str(error), None
    if failure and not deletes:
        roll_back(self, failed)
        return ChangeSetModelExecutorResult(resources=self.resources, outputs=[], failure_message=failure)

    if self._deferred_actions and not deletes:
        stack.set_stack_status(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS)
    before_cleanup = dict(stack.resource_states)
    for deferred in reversed(self._deferred_actions):
        deferred.action()
    for logical_id, resource in self.resources.items():
        if resource.get("PhysicalResourceId") and logical_id in before_cleanup:
            stack.resource_states.setdefault(logical_id, before_cleanup[logical_id])
    if deletes and self.not_deleted:
        stack.not_deleted = self.not_deleted
        stack.status_reason = f"The following resource(s) failed to delete: [{', '.join(self.not_deleted)}]. "
        raise RuntimeError(stack.status_reason)
    if not deletes:
        stack.resolved_outputs, stack.change_set_id = self.outputs, self._change_set.change_set_id
    return ChangeSetModelExecutorResult(resources=self.resources, outputs=self.outputs, failure_message=None)


def roll_back(self, failed):
    change_set, stack = self._change_set, self._change_set.stack
    updates = change_set.change_set_type == ChangeSetType.UPDATE
    prefix = "UPDATE_ROLLBACK" if updates else "ROLLBACK"
    verb = "update" if failed in self._before_resolved_resources else "create"
    reason = f"The following resource(s) failed to {verb}: [{failed}]. " if failed else ""
    stack.set_stack_status(StackStatus(f"{prefix}_IN_PROGRESS"), reason + ("" if updates else "Rollback requested by user."))

    templates = (change_set.template or {}).get("Resources") or {}
    done, before = dict(self.resources), self._before_resolved_resources
    for logical_id, resource in reversed(done.items()):
        previous = before.get(logical_id)
        if previous == resource:
            continue
        if not resource.get("PhysicalResourceId"):  # the one that failed
            if previous is None:
                end_resource(self, logical_id, resource, ResourceStatus.DELETE_COMPLETE)
            continue
        replaces = previous and previous.get("PhysicalResourceId") != resource["PhysicalResourceId"]
        if previous and not replaces:
            modify_back(self, logical_id, resource, previous)
        elif not previous and templates.get(logical_id, {}).get("DeletionPolicy") == "Retain":
            end_resource(self, logical_id, resource, ResourceStatus.DELETE_SKIPPED)
        else:
            end_resource(self, logical_id, resource, ResourceStatus.DELETE_IN_PROGRESS)
            self._execute_resource_action(
                action=ChangeAction.Remove,
                logical_resource_id=logical_id,
                resource_type=resource["Type"],
                before_properties=PreprocProperties(properties=resource.get("Properties") or {}),
                after_properties=None,
                part_of_replacement=True,
            )
            end_resource(self, logical_id, resource, ResourceStatus.DELETE_COMPLETE)
            if replaces:
                end_resource(self, logical_id, previous, ResourceStatus.UPDATE_COMPLETE)

    self.resources.clear()
    self.resources.update(before)
    if updates:  # it has these again, so that the same update is a change again
        change_set.template, change_set.processed_template = stack.template, stack.processed_template
        change_set.template_body, change_set.resolved_parameters = stack.template_body, stack.resolved_parameters
        stack.tags = change_set.tags_before
    else:  # nothing is left for DeleteStack to delete
        change_set.processed_template = {**(change_set.processed_template or {}), "Resources": {}}
    status_reason = stack.status_reason
    stack.set_stack_status(StackStatus(f"{prefix}_COMPLETE"))
    stack.status_reason = status_reason


def end_resource(self, logical_id, resource, status):
    self._change_set.stack.set_resource_status(
        logical_resource_id=logical_id,
        physical_resource_id=resource.get("PhysicalResourceId"),
        resource_type=resource["Type"],
        status=status,
    )


def modify_back(self, logical_id, resource, previous):
    end_resource(self, logical_id, previous, ResourceStatus.UPDATE_IN_PROGRESS)
    self._execute_resource_action(
        action=ChangeAction.Modify,
        logical_resource_id=logical_id,
        resource_type=resource["Type"],
        before_properties=PreprocProperties(properties=resource.get("Properties") or {}),
        after_properties=PreprocProperties(properties=previous.get("Properties") or {}),
    )
    end_resource(self, logical_id, previous, ResourceStatus.UPDATE_COMPLETE)


def process_event(
    self,
    *,
    action,
    logical_resource_id,
    event_status,
    resource_type,
    special_action=None,
    reason=None,
    custom_status=None,
):
    """A resource that fails is an event of that resource, not yet a status of its stack."""
    verb = special_action or EventOperationFromAction[action.value]
    outcome = "COMPLETE" if event_status == OperationStatus.SUCCESS else event_status.name
    status = ResourceStatus(custom_status or f"{verb}_{outcome}")
    stack = self._change_set.stack
    if verb == "DELETE" and logical_resource_id in retained(stack):
        if status == ResourceStatus.DELETE_IN_PROGRESS:
            return
        status = ResourceStatus.DELETE_SKIPPED
    if status == ResourceStatus.DELETE_FAILED:
        self.not_deleted.append(logical_resource_id)
    stack.set_resource_status(
        logical_resource_id=logical_resource_id,
        physical_resource_id=self._get_physical_id(logical_resource_id, False),
        resource_type=resource_type,
        status=status,
        resource_status_reason=reason,
    )


def retained(stack):
    return getattr(stack, "retained", ())


def with_obstacles(execute_resource_action):
    """The name of a bucket is taken if anybody in the world has it, and a bucket with objects is not deleted. Also the tags above."""

    @functools.wraps(execute_resource_action)
    def patched(self, action, logical_resource_id, resource_type, before_properties, after_properties, **kwargs):
        stack = self._change_set.stack
        reason = None
        if "ROLLBACK" not in stack.status:
            time.sleep(float(tags_of(stack).get("testbed-delay") or 0))
            properties = properties_of(before_properties if action == ChangeAction.Remove else after_properties)
            reason = reason_to_fail(stack, action, logical_resource_id, resource_type, properties)
        if action == ChangeAction.Remove and logical_resource_id in retained(stack):
            return ProgressEvent(OperationStatus.SUCCESS, resource_model={})
        if reason is None:
            return execute_resource_action(
                self, action, logical_resource_id, resource_type, before_properties, after_properties, **kwargs
            )
        self.resources[logical_resource_id] = {
            "Properties": {},
            "LogicalResourceId": logical_resource_id,
            "Type": resource_type,
            "LastUpdatedTimestamp": datetime.now(UTC),
            "ResourceStatus": ResourceStatus(f"{EventOperationFromAction[action.value]}_FAILED"),
            "ResourceStatusReason": reason,
        }
        return ProgressEvent(OperationStatus.FAILED, resource_model={}, message=reason)

    return patched


def tags_of(stack):
    return {tag["Key"]: tag["Value"] for tag in stack.tags or []}


def properties_of(resource):
    return {} if resource is None or is_nothing(resource) else resource.properties or {}


def reason_to_fail(stack, action, logical_id, resource_type, properties):
    culprit, _, reason = tags_of(stack).get("testbed-fail", "").partition(":")
    if culprit == logical_id and action != ChangeAction.Remove:
        return reason.strip() or "the tag testbed-fail asks for it"
    if resource_type != "AWS::S3::Bucket":
        return None
    name, buckets = properties.get("BucketName"), s3_stores[stack.account_id][stack.region_name]
    if action == ChangeAction.Add and name in buckets.global_bucket_map:
        return handler_error(f"Resource of type 'AWS::S3::Bucket' with identifier '{name}' already exists.", "AlreadyExists")
    if action == ChangeAction.Remove and name in buckets.buckets and not buckets.buckets[name].objects.is_empty():
        message = "The bucket you tried to delete is not empty (Service: S3, Status Code: 409)"
        return handler_error(message, "GeneralServiceException")
    return None


def handler_error(message, code):
    return f'Resource handler returned message: "{message}" (HandlerErrorCode: {code})'


# ---- stacks ----------------------------------------------------------------------------------------------------------------


def unless_its_arn_is_unknown(find_stack):
    """A stack that never was does not exist, by name or by ARN."""

    @functools.wraps(find_stack)
    def patched(state, stack_name):
        try:
            return find_stack(state, stack_name)
        except KeyError:
            return None

    return patched


def delete_stack_as_aws(delete_stack):
    """Termination protection protects. Where a deletion has failed, RetainResources or FORCE_DELETE_STACK leave behind what was in the way."""

    @functools.wraps(delete_stack)
    def patched(self, context, stack_name, retain_resources=None, role_arn=None, client_request_token=None, deletion_mode=None, **kwargs):
        stack = provider.find_stack_v2(get_cloudformation_store(context.account_id, context.region), stack_name)
        if stack and stack.enable_termination_protection:
            raise ValidationError(
                f"Stack [{stack.stack_name}] cannot be deleted while TerminationProtection is enabled"
            )
        if stack:
            failed = getattr(stack, "not_deleted", []) if stack.status == StackStatus.DELETE_FAILED else []
            if retain_resources and not failed:
                raise ValidationError(
                    f"Invalid operation on stack [{stack.stack_id}]. When you delete a stack, specify which resources to retain "
                    "only when the stack is in the DELETE_FAILED state."
                )
            stack.retained = failed if deletion_mode == "FORCE_DELETE_STACK" else list(retain_resources or [])
            stack.status_reason = None
        return delete_stack(self, context, stack_name, **kwargs)

    return patched


def without_deleted(describe_stacks):
    """A list of all stacks has none that was deleted; by its ARN such a stack can still be described."""

    @functools.wraps(describe_stacks)
    def patched(self, context, stack_name=None, next_token=None, **kwargs):
        response = describe_stacks(self, context, stack_name, next_token, **kwargs)
        if not stack_name:
            response["Stacks"] = [stack for stack in response["Stacks"] if stack["StackStatus"] != StackStatus.DELETE_COMPLETE]
        return response

    return patched


def without_deletion_time(describe_stack):
    """Only a stack that was deleted has one."""

    @functools.wraps(describe_stack)
    def patched(self, stack):
        description = describe_stack(self, stack)
        if not stack.status.startswith("DELETE_"):
            description.pop("DeletionTime", None)
        return description

    return patched
