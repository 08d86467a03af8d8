/** A certificate that nobody vouches for, made for one test. */
import { makeCertificate, type Identity } from './certificates.ts';

/** For `localhost` and 127.0.0.1. @param until the end of its time, as `YYMMDDhhmmssZ`; 2049 where it is left out. */
export function selfSigned(until = '491231235959Z'): Identity {
  const { key, cert } = makeCertificate({ until });
  return { key, cert };
}
