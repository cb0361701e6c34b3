// Prints crates/planner/src/render/cdk/types.txt: what AWS CDK calls every CloudFormation type, its properties and attributes.
// `make generate` runs it on the aws-cdk-lib of the test bed. Argument: that library's folder.
//
// The names are read from the code that CDK's own generator wrote (`*.generated.js`), where they stand beside each other as
// `QueueName: stringToCloudFormation(properties.queueName)`; CDK publishes no other list of both. One line a type:
//
//     AWS::SQS::Queue|Arn,QueueUrl|QueueName,DelaySeconds:n,RedrivePolicy:j,Tags:LT|…
//     type[=module.class where not as usual]|attributes|properties|properties of nested shape 1|of nested shape 2|…
//
// A name is followed by `=` and CDK's name where that isn't the usual one (see `names.rs`), and by `:` and what CDK takes where
// that isn't a text: n number, b boolean, p any of these and a text, d date, j anything (keys stay), T tag, x several shapes, L… list of, M… map of (keys
// stay), a number the nested shape of that number.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const library = path.resolve(process.argv[2]);
const require = createRequire(path.join(library, 'package.json'));
// What a template without a transform can't hold.
const LEFT_OUT = /^(AWS::Serverless|Alexa)::/;

/** The usual name: words are told apart by their capitals; the first is small, the others begin with a capital. */
function usual(name) {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+|[A-Z]/g) ?? [];
  return words.map((word, n) => (n ? word[0] + word.slice(1).toLowerCase() : word.toLowerCase())).join('');
}

const named = (name, given, kind) => name + (given === usual(name) ? '' : `=${given}`) + (kind ? `:${kind}` : '');

/** Text between the bracket at `from` and the one that closes it. */
function bracketed(code, from) {
  let depth = 0;
  for (let at = from; ; at++) {
    if ('([{'.includes(code[at])) depth++;
    if (')]}'.includes(code[at]) && --depth === 0) return code.slice(from + 1, at);
  }
}

/** Every converter in the file: its properties as [CloudFormation's name, mapper, CDK's name]. */
function converters(code) {
  const found = new Map();
  const converter = /function (convert\w+ToCloudFormation)\(properties\)\{return cdk\(\)\.canInspect\(properties\)\?\(\w+\(properties\)\.assertSuccess\(\),(?=\{)/g;
  for (const match of code.matchAll(converter)) {
    const body = bracketed(code, match.index + match[0].length);
    const property = /(?:^|,)"?([\w.:-]+)"?:(.*?)\(properties\.(\w+)\)(?=,|$)/g;
    const properties = [...body.matchAll(property)].map(([, name, mapper, given]) => [name, mapper, given]);
    if (properties.length !== (body.match(/\(properties\./g) ?? []).length) throw new Error(`can't read ${match[1]}`);
    found.set(match[1], properties);
  }
  return found;
}

/** One type's properties and nested shapes, the latter numbered in the order that they are met. */
function shapes(root, all) {
  const order = [root];
  const kind = (mapper) => {
    const inner = /^cdk\(\)\.(list|hash)Mapper\((.*)\)$/.exec(mapper);
    if (inner) return (inner[1] === 'list' ? 'L' : 'M') + kind(inner[2]);
    if (/^cdk\(\)\.unionMapper/.test(mapper)) {
      if (/convert|listMapper/.test(mapper)) return 'x';
      return mapper.includes('objectToCloudFormation') ? 'j' : 'p';
    }
    switch (mapper) {
      case 'cdk().stringToCloudFormation': return '';
      case 'cdk().numberToCloudFormation': return 'n';
      case 'cdk().booleanToCloudFormation': return 'b';
      case 'cdk().dateToCloudFormation': return 'd';
      case 'cdk().cfnTagToCloudFormation': return 'T';
      case 'cdk().objectToCloudFormation':
      case 'cdk().eventPatternToCloudFormation': return 'j';
    }
    if (!all.has(mapper)) throw new Error(`what is ${mapper}?`);
    if (!order.includes(mapper)) order.push(mapper);
    return String(order.indexOf(mapper));
  };
  const lines = [];
  for (let n = 0; n < order.length; n++)
    lines.push(all.get(order[n]).map(([name, mapper, given]) => named(name, given, kind(mapper))).join());
  return lines;
}

function attributes(code) {
  const getter = /get attr([A-Z]\w*)\(\)\{return(.*?)this\.getAtt\("([^"]+)"/g;
  const kinds = { asString: '', asNumber: 'n', asList: 'L' };
  return [...code.matchAll(getter)].map(([, given, wrapper, name]) => {
    const kind = kinds[/Token\.(\w+)/.exec(wrapper)?.[1]] ?? 'j';
    const expected = usual(name.replaceAll('.', ''));
    const ours = given[0].toLowerCase() + given.slice(1);
    return name + (ours === expected ? '' : `=${ours}`) + (kind && `:${kind}`);
  }).join();
}

const types = new Map();
for (const module of fs.readdirSync(library).filter((name) => fs.existsSync(path.join(library, name, 'lib')))) {
  const folder = path.join(library, module, 'lib');
  for (const file of fs.readdirSync(folder).filter((name) => /^[a-z0-9]+\.generated\.js$/.test(name))) {
    const code = fs.readFileSync(path.join(folder, file), 'utf8');
    const all = converters(code);
    for (const part of code.split(/(?=class Cfn\w+ extends cdk\(\)\.CfnResource\{)/).slice(1)) {
      const name = /^class (\w+)/.exec(part)[1];
      const type = /CFN_RESOURCE_TYPE_NAME="([^"]+)"/.exec(part)?.[1];
      if (!type || LEFT_OUT.test(type)) continue;
      const [, service, last] = type.split('::');
      const isUsual = module === `aws-${service.toLowerCase()}` && name === `Cfn${last}`;
      const reachable = require(path.join(library, module))[name]?.CFN_RESOURCE_TYPE_NAME === type;
      if (!reachable || (types.has(type) && !isUsual)) continue;
      const head = type + (isUsual ? '' : `=${module}.${name}`);
      types.set(type, [head, attributes(part), ...shapes(`convert${name}PropsToCloudFormation`, all)].join('|'));
    }
  }
}
process.stdout.write([...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => `${line}\n`).join(''));
