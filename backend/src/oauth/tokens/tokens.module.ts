import { Module } from '@nestjs/common';
import { CredentialRepository } from './credential.repository.js';
import { Credentials } from './credentials.service.js';
import { TokenService } from './token.service.js';

/** The life of a token: lent, refreshed, lost, given back. */
@Module({ providers: [CredentialRepository, Credentials, TokenService], exports: [Credentials, TokenService] })
export class TokensModule {}
