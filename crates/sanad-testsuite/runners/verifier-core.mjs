// Answers the test vectors with @digitalcredentials/verifier-core. It fetches and looks at the clock by itself, so both are
// replaced before it is loaded.

import {CachedResolver} from '@digitalcredentials/did-io';
import {contexts, converse, known} from './conversation.mjs';

// Its dependency keeps DID documents for five seconds, in which many vectors have another one at the same URL.
CachedResolver.prototype.get = function({did, url, ...options}) {
  return this._methodForDid(did ?? url).get({did: did ?? url, ...options});
};

let documents = new Map();
let lacking = [];
globalThis.fetch = async input => {
  const url = String(input?.url ?? input);
  const document = documents.get(url) ?? (contexts.has(url) ? JSON.stringify(contexts.get(url)) : undefined);
  if(document === undefined) {
    lacking.push(url);
    throw new TypeError(`nobody has ${url}`);
  }
  return new Response(document, {status: 200, headers: {'content-type': 'application/json'}});
};

const RealDate = Date;
let now = RealDate.now();
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length > 0 ? args : [now]));
  }
  static now() {
    return now;
  }
};

// It writes notes where answers belong, and a page for each schema that it does not get.
console.log = console.error = () => {};
const {verifyCredential} = await import('@digitalcredentials/verifier-core');

await converse(async (badge, question) => {
  const ours = ['eddsa-rdfc-2022', 'Ed25519Signature2020'];
  const suiteOf = proof => proof.type === 'DataIntegrityProof' ? proof.cryptosuite : proof.type;
  const proofs = [badge.proof ?? []].flat().filter(proof => typeof proof?.type === 'string');
  const other = proofs.find(proof => !ours.includes(suiteOf(proof)));
  if(other) {
    return {unsupported: `a proof of ${suiteOf(other)}`};
  }
  documents = known(question);
  lacking = [];
  now = RealDate.parse(question.at);
  const result = await verifyCredential({credential: badge, knownDIDRegistries: []});
  const messages = errors => errors.map(error => `${error.name}: ${error.message}`).join('; ');
  if(result.errors) {
    return lacking.length > 0 ? {undecided: lacking.join(', ')} : {refused: messages(result.errors)};
  }
  // Whom one trusts is the caller's matter.
  const steps = (result.log ?? []).filter(step => step.id !== 'registered_issuer');
  const failed = steps.find(step => step.valid === false);
  if(failed) {
    return {refused: failed.id};
  }
  const open = steps.filter(step => step.error);
  if(open.length > 0) {
    return {undecided: messages(open.map(step => step.error))};
  }
  const signed = steps.some(step => step.id === 'valid_signature' && step.valid);
  return signed ? {} : {refused: 'no step says that the signature is valid'};
});
