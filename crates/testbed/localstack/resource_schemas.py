"""CloudFormation's own schemas of its resource types, as cfn-lint carries them; the environment variable CFN_LINT says where it is.

They tell what a resource has to be given, what its identifier is and which attributes it has. What is checked here are properties whose
references have been resolved, so that the values themselves are seen, not only where they come from.
"""

import functools
import json
import os
from pathlib import Path

import regex
from jsonschema import Draft7Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError, best_match

# What AWS gives out as the identifier of what a property names. Of cfn-lint's formats, those that a wrong reference would break.
FORMATS = {
    "AWS::EC2::SecurityGroup.Id": "^sg-",
    "AWS::EC2::Subnet.Id": "^subnet-",
    "AWS::EC2::VPC.Id": "^vpc-",
    "AWS::IAM::Role.Arn": r"^arn:aws[a-z-]*:iam::\d{12}:role/",
}
SCALARS = {"string", "number", "integer", "boolean"}


@functools.cache
def folder():
    """Where cfn-lint keeps the schemas: a list of types for each region, and a file for each schema."""
    installed = Path(os.environ["CFN_LINT"]).parent.parent
    return next(installed.glob("lib/python3*/site-packages/cfnlint/data/schemas"))


@functools.cache
def types_of(region):
    listed = folder() / "providers" / f"{region}.json"
    return json.loads(listed.read_text()) if listed.exists() else {}


@functools.cache
def schema_of(resource_type, region):
    """The schema of a type in a region, `None` if CloudFormation has no such type there."""
    name = types_of(region).get(resource_type)
    return name and ResourceSchema(json.loads((folder() / "resources" / f"{name}.json").read_text()))


class ResourceSchema:
    def __init__(self, schema):
        self.schema = schema
        self.identifiers = names(schema.get("primaryIdentifier"))
        self.create_only = schema.get("createOnlyProperties", [])
        self.validator = Validator(schema, format_checker=formats())

    def attributes(self):
        """Name and schema of each attribute that AWS gives: the read-only properties, and a name that the template leaves to AWS."""
        for name in names(self.schema.get("readOnlyProperties")):
            yield from self.leaves(name)
        own_name = self.schema["typeName"].rpartition("::")[2] + "Name"
        if own_name in self.schema["properties"]:
            yield own_name, self.at(own_name)

    def leaves(self, name):
        schema = self.at(name)
        if schema and schema.get("properties"):
            for inner in schema["properties"]:
                yield from self.leaves(f"{name}.{inner}")
        elif schema:
            yield name, schema

    def at(self, name):
        """The schema of a property by its path, such as `Endpoint.Address`; `None` where there is no such property."""
        found = self.schema
        for step in name.split("."):
            found = self.followed((found.get("properties") or {}).get(step) or {})
        return found or None

    def followed(self, schema):
        reference = schema.get("$ref", "").removeprefix("#/definitions/")
        return self.followed(self.schema["definitions"][reference]) if reference else schema

    def complaint(self, properties):
        """What is wrong with resolved properties, `None` if nothing is."""
        for path in unresolved(properties):
            return f"{path} refers to something that has no value"
        error = best_match(self.validator.iter_errors(properties))
        return error and f"{'.'.join(str(step) for step in error.absolute_path) or 'Properties'}: {error.message}"


def names(pointers):
    return [pointer.removeprefix("/properties/").replace("/", ".") for pointer in pointers or []]


def unresolved(value, path=""):
    """Paths to what a reference left empty, and to the word that LocalStack writes for a value it doesn't know."""
    match value:
        case None | "unknown":
            yield path
        case dict():
            for key, inner in value.items():
                yield from unresolved(inner, f"{path}.{key}".removeprefix("."))
        case list():
            for number, inner in enumerate(value):
                yield from unresolved(inner, f"{path}.{number}")


# ---- CloudFormation's ways with JSON schemas -----------------------------------------------------------------------------------


def of_type(validator, types, instance, schema):
    """CloudFormation takes 1 for "1" and "true" for true, and the other way round."""
    types = [types] if isinstance(types, str) else types
    is_scalar = not isinstance(instance, (dict, list))
    if any(kind in SCALARS if is_scalar else validator.is_type(instance, kind) for kind in types):
        return
    yield ValidationError(f"{instance!r} is not of type {', '.join(types)}")


def in_enum(validator, values, instance, schema):
    if str(instance).lower() not in {str(value).lower() for value in values}:
        yield ValidationError(f"{instance!r} is not one of {values}")


def of_pattern(validator, pattern, instance, schema):
    try:
        fits = not isinstance(instance, str) or regex.search(pattern, instance)
    except regex.error:  # it is written for another language's engine
        return
    if not fits:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def of_pattern_properties(validator, patterns, instance, schema):
    for pattern, inner in patterns.items():
        for name, value in instance.items() if isinstance(instance, dict) else ():
            if regex.search(pattern, name):
                yield from validator.descend(value, inner, path=name, schema_path=pattern)


def additional_properties(validator, allowed, instance, schema):
    known, patterns = schema.get("properties") or {}, schema.get("patternProperties") or {}
    for name, value in instance.items() if isinstance(instance, dict) else ():
        if name in known or any(regex.search(pattern, name) for pattern in patterns):
            continue
        if allowed is False:
            yield ValidationError(f"extraneous key [{name}] is not permitted")
        elif isinstance(allowed, dict):
            yield from validator.descend(value, allowed, path=name)


def any_of(validator, schemas, instance, schema):
    """Where types are taken so freely, more than one of several may fit."""
    yield from Draft7Validator.VALIDATORS["anyOf"](validator, schemas, instance, schema)


def formats():
    checker = FormatChecker(formats=())
    for name, pattern in FORMATS.items():
        checker.checks(name)(lambda value, pattern=pattern: not isinstance(value, str) or regex.search(pattern, value))
    return checker


Validator = validators.extend(
    Draft7Validator,
    {
        "additionalProperties": additional_properties,
        "enum": in_enum,
        "oneOf": any_of,
        "pattern": of_pattern,
        "patternProperties": of_pattern_properties,
        "type": of_type,
    },
)
