"""Writes what the planner has to know of the Terraform provider awscc beyond its naming rule.

    awscc-table.py AWSCC_SCHEMA_JSON CFN_SCHEMAS > crates/planner/src/render/terraform/awscc.tsv

AWSCC_SCHEMA_JSON is made by crates/testbed/terraform/schemas.py, CFN_SCHEMAS is the folder of CloudFormation's resource schemas in cfn-lint
(`cfnlint/data/schemas`). Both are pinned in crates/testbed. A line for each type that both have, in order of type:

    type, what `Ref` is, JSON texts, free maps, absent

The resource's name follows from the type's by the naming rule. The last three are paths of properties, separated by spaces: what awscc takes as a JSON text (`[]`: as a list of them), what it takes as a map
with keys of the person's own, and what it does not have.
"""

import json
import pathlib
import sys

# What `Ref` gives where it is not the identifier, by CloudFormation's documentation of the type's return values.
REF = {
    "AWS::ApplicationAutoScaling::ScalableTarget": "id",
    "AWS::AppSync::GraphQLApi": "arn",
    "AWS::Events::Rule": "name",
}


def snake(name):
    """awscc's naming rule, checked against every name of its schema by this script."""
    for word in ("CloudWatch", "CloudFront", "CloudFormation", "FSx"):
        name = name.replace(word, word.capitalize())
    written = ""
    for i, here in enumerate(name):
        after = name[i + 1 : i + 2]
        begins_word = here.isupper() and after.islower() and i > 0 and name[i - 1].isupper()
        ends_word = (here.islower() and (after.isupper() or after.isdigit())) or (here.isdigit() and after.isalpha())
        written += ("_" if begins_word else "") + (here.lower() if here.isalnum() else "_") + ("_" if ends_word else "")
    return written


class Type:
    def __init__(self, schema, resource):
        self.schema, self.structs = schema, resource["structs"]
        self.json, self.maps, self.absent = [], [], []

    def resolved(self, node):
        """The node with its reference followed and its alternatives put together."""
        for _ in range(8):
            if "$ref" not in node:
                break
            target = self.schema
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target.get(part, {})
            node = target
        merged = dict(node)
        for key in ("anyOf", "oneOf", "allOf"):
            for alternative in node.get(key, []):
                alternative = self.resolved(alternative)
                for name in ("items", "type"):
                    if name in alternative:
                        merged.setdefault(name, alternative[name])
                merged["properties"] = {**alternative.get("properties", {}), **merged.get("properties", {})}
        return merged

    def properties(self, node, struct, prefix, seen):
        arguments = struct.get("arguments", {})
        for name, child in node.get("properties", {}).items():
            path = f"{prefix}{name}"
            argument = arguments.get(snake(name))
            if path in read_only(self.schema):
                if argument is None and snake(name) not in struct.get("attributes", {}):
                    self.absent.append(path)
            elif argument is None:
                self.absent.append(path)
            else:
                self.value(child, argument, path, seen)

    def value(self, node, argument, path, seen):
        reference = node.get("$ref")
        node = self.resolved(node)
        if "items" in node and not isinstance(node["items"], list):
            if isinstance(argument, str) and argument.endswith("List"):
                return self.value(node["items"], argument.removesuffix("List"), f"{path}[]", seen)
            return self.value(node["items"], argument, path, seen)
        if isinstance(argument, list):
            form, struct = argument
            if form == "map":
                self.maps.append(path)
                inner = [*node.get("patternProperties", {}).values(), *([node["additionalProperties"]] if isinstance(
                    node.get("additionalProperties"), dict) else [])]
                node, reference = (self.resolved(inner[0]), inner[0].get("$ref")) if inner else ({}, None)
            if (reference, struct) not in seen:
                self.properties(node, self.structs.get(struct, {}), f"{path}.", seen | {(reference, struct)})
        elif argument.endswith("Map"):
            self.maps.append(path)
        elif argument == "string" and "object" in (node.get("type") if isinstance(node.get("type"), list) else [node.get("type")]):
            self.json.append(path)


def read_only(schema):
    return {path.removeprefix("/properties/").replace("/", ".") for path in schema.get("readOnlyProperties", [])}


def reference(kind, schema):
    identifiers = [path.removeprefix("/properties/") for path in schema.get("primaryIdentifier", [])]
    if kind in REF:
        return REF[kind]
    if len(identifiers) < 2:
        return "id"
    # What AWS makes names the resource; where it makes nothing, the last one does, and those before it say what it is part of.
    made = [name for name in identifiers if name in read_only(schema)]
    return snake((made or identifiers[-1:])[0])


def main(awscc, folder):
    resources = json.loads(pathlib.Path(awscc).read_text())["resources"]
    folder = pathlib.Path(folder)
    kinds = json.loads((folder / "providers" / "us-east-1.json").read_text())
    for kind, file in sorted(kinds.items()):
        service, _, name = kind.removeprefix("AWS::").partition("::")
        resource = f"awscc_{service.lower()}_{snake(name)}"
        if resource not in resources:
            continue
        schema = json.loads((folder / "resources" / f"{file}.json").read_text())
        found = Type(schema, resources[resource])
        found.properties(schema, resources[resource], "", frozenset())
        named = reference(kind, schema)
        readable = {**resources[resource]["attributes"], **resources[resource]["arguments"]}
        own = f"{resource.split('_', 2)[2]}_{named}"
        if named != "id" and own in readable:
            named = own
        paths = (" ".join(sorted(set(paths))) for paths in (found.json, found.maps, found.absent))
        print("\t".join([kind, named if named in readable else "id", *paths]).rstrip())


if __name__ == "__main__":
    main(*sys.argv[1:])
