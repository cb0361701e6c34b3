"""Starts LocalStack without containers, without anything to download at run time, on the loopback interface only.

Four things are replaced before LocalStack starts:

- DynamoDB would run on a JAR that is downloaded (DynamoDB Local). Here: moto's implementation, in this process.
- Lambda would run functions in a container. Here: functions can be created, updated and deleted, but not invoked.
- CloudFormation differs from AWS in things that an operator notices. See closer_to_aws.py, and made_up_values.py.
- Its web server ignores the host in GATEWAY_LISTEN and binds every interface. Here: 127.0.0.1.
"""

import functools

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.services.lambda_.invocation.docker_runtime_executor import DockerRuntimeExecutor
from localstack.services.moto import MotoFallbackDispatcher
from localstack.services.plugins import Service
from twisted.internet.endpoints import TCP4ServerEndpoint


class DynamoDbOnMoto(DynamodbApi):
    """No operation of its own, so each one falls back to moto."""


def replace_services() -> None:
    """A service is loaded, and so replaced, when it is first used."""
    for_provider = Service.for_provider

    @functools.wraps(for_provider)
    def patched(provider, *args, **kwargs):
        if provider.service == "dynamodb":
            return for_provider(DynamoDbOnMoto(), dispatch_table_factory=MotoFallbackDispatcher)
        if provider.service == "cloudformation":
            import closer_to_aws
            import made_up_values

            made_up_values.install()
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
