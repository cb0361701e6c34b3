"""Resources that LocalStack 2026.3.0 can make, though its CloudFormation doesn't know how.

An elastic IP address, a VPN gateway and an authorizer of a REST API are ones of LocalStack's own EC2 and API Gateway, so that the NAT
gateway, the attachment and the method that refer to them find them. A DNS record in a zone that LocalStack doesn't know, a made-up one,
does not fail.
"""

import functools
from ipaddress import ip_address

from botocore.exceptions import ClientError
from localstack.services.cloudformation.resource_provider import (
    OperationStatus,
    ProgressEvent,
    ResourceProvider,
    ResourceProviderExecutor,
)
from localstack.services.route53.resource_providers.aws_route53_recordset import Route53RecordSetProvider
from made_up_values import HEX, MadeUp


def install():
    load = ResourceProviderExecutor.try_load_resource_provider
    ResourceProviderExecutor.try_load_resource_provider = staticmethod(
        lambda resource_type: PROVIDERS[resource_type]() if resource_type in PROVIDERS else load(resource_type)
    )
    for action in ("create", "update", "delete"):
        in_any_zone = unless_its_zone_is_unknown(getattr(Route53RecordSetProvider, action))
        setattr(Route53RecordSetProvider, action, in_any_zone)


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


class VpnGateway(ResourceProvider):
    TYPE = "AWS::EC2::VPNGateway"
    SCHEMA = {"primaryIdentifier": ["/properties/VPNGatewayId"], "createOnlyProperties": ["/properties/Type"]}

    def create(self, request):
        made = request.aws_client_factory.ec2.create_vpn_gateway(Type=request.desired_state["Type"])["VpnGateway"]
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**request.desired_state, "VPNGatewayId": made["VpnGatewayId"]})

    def update(self, request):
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**request.previous_state, **request.desired_state})

    def delete(self, request):
        request.aws_client_factory.ec2.delete_vpn_gateway(VpnGatewayId=request.previous_state["VPNGatewayId"])
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})


class Authorizer(ResourceProvider):
    """Of a REST API. An update makes a new one, which is more than AWS does and as good for what refers to it."""

    TYPE = "AWS::ApiGateway::Authorizer"
    SCHEMA = {"primaryIdentifier": ["/properties/AuthorizerId"]}

    def create(self, request):
        wanted = {name[:1].lower() + name[1:]: value for name, value in request.desired_state.items()}
        if seconds := wanted.pop("authorizerResultTtlInSeconds", None):
            wanted["authorizerResultTtlInSeconds"] = int(seconds)
        wanted["providerARNs"] = wanted.pop("providerARNs", [])
        made = request.aws_client_factory.apigateway.create_authorizer(**wanted)
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**request.desired_state, "AuthorizerId": made["id"]})

    update = create

    def delete(self, request):
        known = {"restApiId": request.previous_state["RestApiId"], "authorizerId": request.previous_state["AuthorizerId"]}
        request.aws_client_factory.apigateway.delete_authorizer(**known)
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})


PROVIDERS = {provider.TYPE: provider for provider in (Authorizer, ElasticIp, VpnGateway)}


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
