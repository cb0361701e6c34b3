"""Extracts what a Terraform provider's resources take and give from its CDK package on npm or PyPI.

    terraform_schemas.py PACKAGE PREFIX > schema.json

PACKAGE is a .tgz of npm or a .whl of PyPI (which carries one), PREFIX the provider's, such as `aws`. The generated JavaScript is
the only published form of the schema that a package registry has: the provider's own binary comes from elsewhere.

Written for each resource: `arguments` (name -> type), `required`, `attributes` (what can be read, name -> struct or null), and
`structs` (the same for everything nested, by name). An argument's type is `string`, `number`, `bool`, another plain type of the CDK,
or `[form, struct]`, where form is `block` (written `name { }`, any number of times), or how a value is written: `struct`, `list`,
`set`, `map`.
"""

import io
import json
import re
import sys
import tarfile
import zipfile

ARGUMENT = re.compile(
    r"^ {8,12}(\w+): \{\n +value: (.*),\n +isBlock: (true|false),\n +type: \"(\w+)\",\n +storageClassType: \"(\w+)\",\n", re.M)
FUNCTION = re.compile(r"^(?:export )?function (\w+)ToHclTerraform\(struct\) \{\n(.*?)^\}", re.M | re.S)
CLASS = re.compile(r"^(?:export )?class (\w+) extends (?:\w+\.)?(\w+) \{\n(.*?)^\}", re.M | re.S)
INTERFACE = re.compile(r"^export interface (\w+) (?:extends [\w.]+ )?\{\n(.*?)^\}", re.M | re.S)
READ = re.compile(r"\.get\w+Attribute\('([^']+)'\)|^ {4,8}(?:this\.)?_\w+ = new (?:\w+\.)?(\w+)\(this, \"([^\"]+)\"", re.M)
REQUIRED = re.compile(r"#(\w+) \w+#\w+\}\n +\*/\n +readonly \w+: ", re.M)


def lower_first(name):
    return name[:1].lower() + name[1:]


def arguments(body):
    found = {}
    for name, value, is_block, form, storage in ARGUMENT.findall(body):
        nested = re.search(r"(\w+)ToHclTerraform\b(?!\()|(\w+)ToHclTerraform\(", value)
        function = (nested.group(1) or nested.group(2)) if nested else ""
        if is_block == "false" or function in ("", "string", "number", "boolean", "hashMapper"):
            found[name] = "bool" if storage == "boolean" else storage
        elif "listMapperHcl" in value:
            found[name] = ["block" if "ToHclTerraform, true)" in value else form, function]
        else:
            # A block that can be there once is kept as a list of one; an attribute of a single object is not a list.
            found[name] = ["block" if form in ("list", "set") else form, function]
    return found


def attributes(body):
    return {name or held: lower_first(re.sub(r"(List|OutputReference|Map|Set)$", "", kind)) or None
            for name, kind, held in READ.findall(body)}


def resource(script, declarations):
    kind = re.search(r"terraformResourceType: '(\w+)'", script)
    if not kind:
        return None
    structs = {name: {"arguments": arguments(body)} for name, body in FUNCTION.findall(script)}
    main = {}
    for name, base, body in CLASS.findall(script):
        if base == "TerraformResource":
            main = {"arguments": arguments(body.split("synthesizeHclAttributes")[-1]), "attributes": attributes(body)}
        elif name.endswith("OutputReference"):
            struct = structs.setdefault(lower_first(name.removesuffix("OutputReference")), {})
            struct["attributes"] = attributes(body)
    for name, body in INTERFACE.findall(declarations):
        required = REQUIRED.findall(body)
        if required and name.endswith("Config") and "arguments" in main and lower_first(name) not in structs:
            main["required"] = required
        elif required and lower_first(name) in structs:
            structs[lower_first(name)]["required"] = required
    version = re.search(r"providerVersion: '([\d.]+)'", script)
    return kind.group(1), version.group(1) if version else None, {**main, "structs": structs}


def package(path):
    if path.endswith(".whl"):
        wheel = zipfile.ZipFile(path)
        inner = next(name for name in wheel.namelist() if name.endswith(".jsii.tgz"))
        return tarfile.open(fileobj=io.BytesIO(wheel.read(inner)))
    return tarfile.open(path)


def main(path, prefix):
    files = {}
    with package(path) as archive:
        for member in archive:
            folder, _, name = member.name.rpartition("/")
            if name in ("index.js", "index.d.ts") and f"/data-{prefix}-" not in f"{folder}/":
                files.setdefault(folder, {})[name] = archive.extractfile(member).read().decode()
    resources, version = {}, None
    for folder in sorted(files):
        both = files[folder]
        found = resource(both.get("index.js", ""), both.get("index.d.ts", ""))
        if found:
            kind, version, resources[kind] = found
    json.dump({"provider": prefix, "version": version, "resources": resources}, sys.stdout, separators=(",", ":"), sort_keys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
