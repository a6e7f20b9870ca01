// Answers the test vectors with @digitalbazaar/vc and its suites of EdDSA.

import * as jcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as rdfc from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Lacking, contexts, converse, didWebUrl, known, words} from './conversation.mjs';

const suites = () => [
  new DataIntegrityProof({cryptosuite: rdfc.cryptosuite}),
  new DataIntegrityProof({cryptosuite: jcs.createVerifyCryptosuite()})
];

function loaderOf(documents, lacking) {
  const found = document => ({contextUrl: null, documentUrl: '', document});
  const controller = did => {
    if(did.startsWith('did:key:')) {
      const multikey = did.slice('did:key:'.length);
      const method = {id: `${did}#${multikey}`, type: 'Multikey', controller: did, publicKeyMultibase: multikey};
      return {id: did, verificationMethod: [method], assertionMethod: [method.id]};
    }
    const url = did.startsWith('did:web:') ? didWebUrl(did) : did;
    if(!documents.has(url)) {
      lacking.push(url);
      throw new Lacking(`nobody has ${url}`);
    }
    return JSON.parse(documents.get(url));
  };
  return async url => {
    if(contexts.has(url)) {
      return found(contexts.get(url));
    }
    const [id, fragment] = url.split('#');
    const document = controller(id);
    if(fragment === undefined) {
      return found({'@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'], ...document});
    }
    const method = [document.verificationMethod ?? []].flat().find(method => method.id === url);
    if(!method) {
      throw new Error(`${id} has no ${url}`);
    }
    return found({'@context': 'https://w3id.org/security/multikey/v1', ...method});
  };
}

await converse(async (badge, question) => {
  const proofs = [badge.proof ?? []].flat();
  const isOurs = proof => proof?.type === 'DataIntegrityProof' && ['eddsa-rdfc-2022', 'eddsa-jcs-2022'].includes(proof.cryptosuite);
  const other = proofs.find(proof => typeof proof?.type === 'string' && !isOurs(proof));
  if(other) {
    return {unsupported: `a proof of ${other.cryptosuite ?? other.type}`};
  }
  const lacking = [];
  const result = await vc.verifyCredential({
    credential: badge, suite: suites(), documentLoader: loaderOf(known(question), lacking), now: new Date(question.at),
    checkStatus: () => ({verified: true})
  });
  if(!result.verified) {
    return lacking.length > 0 ? {undecided: lacking.join(', ')} : {refused: words(result.error ?? new Error('not verified'))};
  }
  return badge.credentialStatus === undefined ? {} : {unsupported: 'status lists'};
});
