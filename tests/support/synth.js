// Runs CDK apps one after the other in this one process: starting node and loading the library takes longer than a hundred stacks.
// Argument: a folder of folders with an app.js each. The template of folder x lands in x/cdk.out.
//
// `cdk synth` runs an app with CDK_OUTDIR set; the app writes what it makes there when node has nothing left to do. So does this, for
// all of them at once.
const fs = require('node:fs');
const path = require('node:path');

process.setMaxListeners(0); // every app waits for the same end
const root = path.resolve(process.argv[2]);
for (const folder of fs.readdirSync(root)) {
  const app = path.join(root, folder, 'app.js');
  if (!fs.existsSync(app)) continue;
  process.env.CDK_OUTDIR = path.join(root, folder, 'cdk.out');
  require(app);
}
