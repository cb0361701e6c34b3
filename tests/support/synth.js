// Runs CDK apps one after the other in this one process: starting node and loading the library takes longer than a hundred stacks.
// Arguments: a folder of folders with an app.js each, and the names of those whose templates CDK is to check itself. That takes ten
// times as long as making them, and cfn-lint has seen the others. The template of folder x lands in x/cdk.out.
//
// `cdk synth` runs an app with CDK_OUTDIR set; the app writes what it makes there when node has nothing left to do. So does this, for
// all of them at once.
const fs = require('node:fs');
const path = require('node:path');

const [root, ...checked] = process.argv.slice(2);
process.setMaxListeners(0); // every app waits for the same end
for (const folder of fs.readdirSync(root)) {
  const app = path.resolve(root, folder, 'app.js');
  if (!fs.existsSync(app)) continue;
  process.once('beforeExit', () => { process.env.CDK_VALIDATION = String(checked.includes(folder)); });
  process.env.CDK_OUTDIR = path.resolve(root, folder, 'cdk.out');
  require(app);
}
