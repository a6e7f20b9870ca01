// Times @digitalbazaar/vc on the full badge of the bench: verifying it, and signing it anew.
//
//   node digitalbazaar.mjs WORLD CONTEXTS    WORLD as `sanad-bench --world` makes it, CONTEXTS is sanad-core's folder

import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as jcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as rdfc from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

const [, , world, contexts] = process.argv;
const at = '2026-03-02T09:00:00Z';
const created = '2026-03-01T09:00:00Z';
const read = file => JSON.parse(readFileSync(file, 'utf8'));

const documents = new Map();
for(const file of readdirSync(contexts).filter(name => name.endsWith('.json'))) {
  const {url, context} = read(join(contexts, file));
  documents.set(url, {'@context': context});
}
const did = read(join(world, 'did.json'));
const method = {'@context': 'https://w3id.org/security/multikey/v1', ...did.verificationMethod[0]};
documents.set(method.id, method);
documents.set(did.id, {
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  ...did, assertionMethod: [method.id]
});

async function documentLoader(url) {
  if(!documents.has(url)) {
    throw new Error(`not in this closed world: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: documents.get(url)};
}

// The median of many, in microseconds, once what is compiled on the way is warm.
async function median(work) {
  const times = [];
  for(let round = 0; round < 150; ++round) {
    const start = process.hrtime.bigint();
    await work();
    times.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  return times.slice(50).sort((a, b) => a - b)[50];
}

const key = await Ed25519Multikey.generate({seed: Buffer.alloc(32, 7), controller: did.id, id: method.id});
const suites = {
  'eddsa-rdfc-2022': {issue: rdfc.cryptosuite, verify: rdfc.cryptosuite},
  'eddsa-jcs-2022': {issue: jcs.createSignCryptosuite(), verify: jcs.createVerifyCryptosuite()}
};
for(const [name, cryptosuite] of Object.entries(suites)) {
  const badge = read(join(world, `${name}.badge`));
  const verify = async () => {
    const result = await vc.verifyCredential({
      credential: badge, suite: new DataIntegrityProof({cryptosuite: cryptosuite.verify}), documentLoader, now: at,
      checkStatus: () => ({verified: true})
    });
    if(!result.verified) {
      throw result.error.errors?.[0] ?? result.error;
    }
  };
  const {proof, ...credential} = badge;
  const issue = async () => {
    const suite = new DataIntegrityProof({signer: key.signer(), date: created, cryptosuite: cryptosuite.issue});
    const signed = await vc.issue({credential: {...credential}, suite, documentLoader, now: created});
    if(signed.proof.proofValue !== proof.proofValue) {
      throw new Error('another signature than sanad makes');
    }
  };
  for(const [operation, work] of Object.entries({issue, verify})) {
    console.log(`@digitalbazaar/vc ${name} ${operation} full ${(await median(work)).toFixed(0)}`);
  }
}
