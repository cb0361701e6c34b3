"""A stub: resources that LocalStack 2026.3.0 can't make, such as CloudFront distributions, load balancers and databases.

LocalStack would deploy these as nothing at all, whatever they are given, with the word "unknown" for their Ref and attributes. Here they
are nothing still, but their deployment can fail as on AWS, and what it proves of them is this:

- CloudFormation has the type in the stack's region;
- every reference has a value, and the properties, references resolved, fit CloudFormation's schema of the type: the required ones are
  there, none is unknown, values have the pattern that is asked for (this much is asked of the resources that LocalStack makes, too);
- an attribute that is asked for is one that the type has;
- Ref and attributes are made up in the shape that they have on AWS (made_up_values.py), so that what needs them can be made.

It does not prove that AWS would make the resource: names that are taken, limits, engine versions, rights and all that only the service
itself checks stay unseen. No request to one of these resources is answered.
"""

import functools
import re

from localstack.services.cloudformation import resource_provider
from localstack.services.cloudformation.engine.v2 import change_set_model_preproc as preproc
from localstack.services.cloudformation.engine.v2.change_set_model_executor import ChangeSetModelExecutor
from localstack.services.cloudformation.resource_provider import (
    OperationStatus,
    ProgressEvent,
    ResourceProvider,
    ResourceProviderExecutor,
)
from made_up_values import MadeUp
from resource_schemas import schema_of

# LocalStack has a provider of these, which makes nothing (SES), or has to download a program first (Java or OpenSearch itself).
NOT_MADE_BY_ITS_PROVIDER = {
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::OpenSearchService::Domain",
    "AWS::SES::EmailIdentity",
}


def install():
    ResourceProviderExecutor.try_load_resource_provider = staticmethod(
        or_a_made_up_one(ResourceProviderExecutor.try_load_resource_provider)
    )
    ResourceProviderExecutor.deploy_loop = if_the_properties_fit(ResourceProviderExecutor.deploy_loop)
    ChangeSetModelExecutor._deployed_property_value_of = if_the_type_has_it(ChangeSetModelExecutor._deployed_property_value_of)
    # LocalStack would point URLs of APIs on amazonaws.com to itself, though without their region. Those of its own APIs don't end so.
    preproc.REGEX_OUTPUT_APIGATEWAY = re.compile(preproc.REGEX_OUTPUT_APIGATEWAY.pattern.replace(r"amazonaws\.com|", ""))


# ---- what LocalStack can't make ------------------------------------------------------------------------------------------------


def or_a_made_up_one(load):
    def patched(resource_type):
        found = load(resource_type) if resource_type not in NOT_MADE_BY_ITS_PROVIDER else None
        return found or MadeUpResource(resource_type)

    return patched


class MadeUpResource(ResourceProvider):
    """Nothing, with the identifier and the attributes that it would have on AWS."""

    def __init__(self, resource_type):
        resource_provider.PHYSICAL_RESOURCE_ID_SPECIAL_CASES.pop(resource_type, None)
        anywhere = schema_of(resource_type, "us-east-1")
        self.SCHEMA = {"primaryIdentifier": ["/properties/Ref"], "createOnlyProperties": anywhere.create_only if anywhere else []}

    def create(self, request):
        schema = schema_of(request.resource_type, request.region_name)
        made_up = MadeUp(request, request.logical_resource_id, request.resource_type, request.desired_state).values(schema)
        model = dict(request.desired_state)
        for name, value in made_up.items():
            put(model, name.split("."), value)
        return ProgressEvent(OperationStatus.SUCCESS, resource_model=model)

    update = create

    def delete(self, request):
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})


def put(model, path, value):
    for step in path[:-1]:
        inner = model.get(step)
        model[step] = dict(inner) if isinstance(inner, dict) else {}
        model = model[step]
    model[path[-1]] = value


# ---- what is checked of every resource -----------------------------------------------------------------------------------------


def if_the_properties_fit(deploy_loop):
    @functools.wraps(deploy_loop)
    def patched(self, provider, resource, payload, *args, **kwargs):
        if payload["action"] != "Remove" and (wrong := complaint(provider, payload)):
            return ProgressEvent(OperationStatus.FAILED, resource_model={}, message=wrong)
        return deploy_loop(self, provider, resource, payload, *args, **kwargs)

    return patched


def complaint(provider, payload):
    resource_type, region = payload["resourceType"], payload["region"]
    schema = schema_of(resource_type, region)
    if not schema:  # LocalStack makes some that CloudFormation has no schema of, such as custom resources
        return f"Unrecognized resource type in {region}: {resource_type}" if isinstance(provider, MadeUpResource) else None
    wrong = schema.complaint(payload["requestData"]["resourceProperties"] or {})
    return wrong and f"Properties validation failed for resource {payload['requestData']['logicalResourceId']}: {wrong}"


def if_the_type_has_it(deployed_property_value_of):
    @functools.wraps(deployed_property_value_of)
    def patched(self, resource_logical_id, property_name, resolved_resources):
        value = deployed_property_value_of(self, resource_logical_id, property_name, resolved_resources)
        resource_type = (resolved_resources.get(resource_logical_id) or {}).get("Type")
        schema = resource_type and schema_of(resource_type, self._change_set.region_name)
        if schema and not schema.at(property_name):
            raise RuntimeError(f"Requested attribute {property_name} does not exist in schema for {resource_type}")
        return value

    return patched
