"""Starts LocalStack without containers, without anything to download at run time, on the loopback interface only.

Four things are replaced before LocalStack starts:

- DynamoDB and Kinesis would run on programs that are downloaded. Here: moto's implementations, in this process.
- Lambda would run functions in a container. Here: functions can be created, updated and deleted, but not invoked.
- CloudFormation differs from AWS in things that an operator notices. See closer_to_aws.py, mended_providers.py and
  made_up_resources.py.
- Its web server ignores the host in GATEWAY_LISTEN and binds every interface. Here: 127.0.0.1.
"""

import functools

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.aws.api.dynamodbstreams import DynamodbstreamsApi
from localstack.aws.api.kinesis import KinesisApi
from localstack.services.lambda_.invocation.docker_runtime_executor import DockerRuntimeExecutor
from localstack.services.moto import MotoFallbackDispatcher
from localstack.services.plugins import Service
from twisted.internet.endpoints import TCP4ServerEndpoint


class DynamoDbOnMoto(DynamodbApi):
    """No operation of its own, so each one falls back to moto."""


class DynamoDbStreamsOnMoto(DynamodbstreamsApi):
    """Likewise."""


class KinesisOnMoto(KinesisApi):
    """Likewise."""


ON_MOTO = {"dynamodb": DynamoDbOnMoto, "dynamodbstreams": DynamoDbStreamsOnMoto, "kinesis": KinesisOnMoto}


def replace_services() -> None:
    """A service is loaded, and so replaced, when it is first used."""
    for_provider = Service.for_provider

    @functools.wraps(for_provider)
    def patched(provider, *args, **kwargs):
        if on_moto := ON_MOTO.get(provider.service):
            return for_provider(on_moto(), dispatch_table_factory=MotoFallbackDispatcher)
        if provider.service == "cloudformation":
            import closer_to_aws
            import made_up_resources
            import mended_providers

            mended_providers.install()
            made_up_resources.install()
            closer_to_aws.install()
        return for_provider(provider, *args, **kwargs)

    Service.for_provider = staticmethod(patched)


def replace_lambda_runtime() -> None:
    DockerRuntimeExecutor.prepare_version = classmethod(lambda cls, version: None)
    DockerRuntimeExecutor.validate_environment = classmethod(lambda cls: True)


def bind_loopback_only() -> None:
    listen = TCP4ServerEndpoint.__init__

    @functools.wraps(listen)
    def patched(self, reactor, port, backlog=50, interface="127.0.0.1"):
        listen(self, reactor, port, backlog, interface or "127.0.0.1")

    TCP4ServerEndpoint.__init__ = patched


if __name__ == "__main__":
    bind_loopback_only()
    replace_services()
    replace_lambda_runtime()

    from localstack.runtime.main import main

    main()
