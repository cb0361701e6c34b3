const https = require('https');

// Fails where the application does not answer, or answers with an error.
exports.handler = () => new Promise((resolve, reject) => {
  const request = https.get(process.env.TARGET_URL, { timeout: 10000 }, (response) => {
    response.resume();
    if (response.statusCode < 400) {
      resolve(`answered ${response.statusCode}`);
    } else {
      reject(new Error(`answered ${response.statusCode}`));
    }
  });
  request.on('timeout', () => request.destroy(new Error('no answer within 10 seconds')));
  request.on('error', reject);
});
