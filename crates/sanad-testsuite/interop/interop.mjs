// Signs and verifies badges with the @digitalbazaar packages: one JSON job a line in, one JSON answer a line out.
//
//   node interop.mjs sign   CONTEXTS_DIR   {"suite","seed","created","badge"}  ->  {"signed"} or {"error"}
//   node interop.mjs verify CONTEXTS_DIR   {"suite","at","badge"}              ->  {"verified","error"}
//
// CONTEXTS_DIR holds files with the members "url" and "context", as crates/sanad-core/contexts does.
// `seed` is the 32 bytes of an Ed25519 key in hex; the issuer is that key's did:key.

import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as jcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as rdfc from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createInterface} from 'node:readline';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

const [, , job, contextsDir] = process.argv;

const contexts = new Map();
for(const file of readdirSync(contextsDir).sort()) {
  if(file.endsWith('.json')) {
    const {url, context} = JSON.parse(readFileSync(join(contextsDir, file), 'utf8'));
    contexts.set(url, {'@context': context});
  }
}

async function documentLoader(url) {
  if(contexts.has(url)) {
    return {contextUrl: null, documentUrl: url, document: contexts.get(url)};
  }
  const [did, fragment] = url.split('#');
  if(!did.startsWith('did:key:')) {
    throw new Error(`not in this closed world: ${url}`);
  }
  const multikey = did.slice('did:key:'.length);
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: `${did}#${multikey}`, type: 'Multikey', controller: did, publicKeyMultibase: multikey
  };
  const controller = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did, assertionMethod: [method]
  };
  return {contextUrl: null, documentUrl: url, document: fragment ? method : controller};
}

// By default the package gives up on nodes that are alike, such as two pieces of evidence with the same text and no id;
// with more work allowed it comes to the same answer as sanad.
const rdfcSuite = {
  ...rdfc.cryptosuite,
  canonize: (input, options) => rdfc.cryptosuite.canonize(input, {...options, maxWorkFactor: 3})
};

async function sign({suite, seed, created, badge}) {
  const bytes = Buffer.from(seed, 'hex');
  const {publicKeyMultibase} = await Ed25519Multikey.generate({seed: bytes});
  const key = await Ed25519Multikey.generate({seed: bytes, controller: `did:key:${publicKeyMultibase}`});
  const cryptosuite = suite === 'eddsa-rdfc-2022' ? rdfcSuite : jcs.createSignCryptosuite();
  const proof = new DataIntegrityProof({signer: key.signer(), date: created, cryptosuite});
  return {signed: await vc.issue({credential: badge, suite: proof, documentLoader, now: created})};
}

async function verify({suite, at, badge}) {
  const cryptosuite = suite === 'eddsa-rdfc-2022' ? rdfcSuite : jcs.createVerifyCryptosuite();
  const result = await vc.verifyCredential({
    credential: badge, suite: new DataIntegrityProof({cryptosuite}), documentLoader, now: at,
    checkStatus: () => ({verified: true})
  });
  const error = result.error && [result.error.message, ...(result.error.errors ?? []).map(e => e.message)].join(': ');
  return {verified: result.verified, error};
}

const work = {sign, verify}[job];
for await (const line of createInterface({input: process.stdin})) {
  let answer;
  try {
    answer = await work(JSON.parse(line));
  } catch(error) {
    answer = {error: `${error.message} ${JSON.stringify(error.details ?? '')}`};
  }
  console.log(JSON.stringify(answer));
}
