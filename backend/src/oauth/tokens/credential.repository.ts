/** Sealed tokens as rows. */
import { Injectable } from '@nestjs/common';

@Injectable()
export class CredentialRepository {
  pending(..._: unknown[]): Promise<void> {
    return Promise.reject(new Error('not there yet'));
  }
}
