// A small sample that answers until your own code takes its place.
// Browsers get a page, programs get JSON. It shows that everything it was given works.
const net = require('node:net');

const env = process.env;

async function visits() {
  const { DynamoDBClient, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');
  const answer = await new DynamoDBClient({}).send(new UpdateItemCommand({
    TableName: env.TABLE_NAME,
    Key: { id: { S: 'visits' } },
    UpdateExpression: 'ADD amount :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'UPDATED_NEW',
  }));
  return Number(answer.Attributes.amount.N);
}

async function files() {
  const { S3Client, ListObjectsV2Command } = require('@aws-sdk/client-s3');
  const answer = await new S3Client({}).send(new ListObjectsV2Command({ Bucket: env.BUCKET_NAME, MaxKeys: 100 }));
  return answer.KeyCount;
}

function database() {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: env.DATABASE_HOST, port: Number(env.DATABASE_PORT) });
    socket.setTimeout(3000, () => socket.destroy(new Error('timeout')));
    socket.once('error', reject);
    socket.once('connect', () => { socket.end(); resolve('reachable, not logged in'); });
  });
}

async function attempt(check) {
  try {
    return await check();
  } catch (error) {
    console.error(error);
    return 'unavailable';
  }
}

exports.handler = async (event) => {
  const facts = { project: env.PROJECT_NAME, message: 'It works. Now bring your own code.' };
  if (env.TABLE_NAME) facts.visits = await attempt(visits);
  if (env.BUCKET_NAME) facts.files = await attempt(files);
  if (env.DATABASE_HOST) facts.database = await attempt(database);

  const headers = event.headers || {};
  const accept = headers.accept || headers.Accept || '';
  if (!accept.includes('text/html')) return answer('application/json', JSON.stringify(facts));
  const rows = Object.entries(facts).map(([name, value]) => `<li>${name}: <b>${value}</b></li>`);
  return answer('text/html; charset=utf-8', `<!doctype html>
<meta name="viewport" content="width=device-width"><title>${env.PROJECT_NAME}</title>
<style>body{font:18px system-ui;margin:15vh auto;max-width:32rem;padding:0 1rem}</style>
<h1>${env.PROJECT_NAME}</h1><ul>${rows.join('')}</ul>`);
};

function answer(type, body) {
  const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return { statusCode: 200, headers, body };
}
