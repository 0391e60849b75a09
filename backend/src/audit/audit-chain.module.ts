import { Module } from '@nestjs/common';
import { AuditChainRepository } from './audit-chain.repository.js';
import { AuditChainRunner } from './audit-chain.runner.js';
import { AuditChain } from './audit-chain.service.js';
import { AuditVerifier } from './audit-verifier.service.js';

/** For processes that work in the background; the API only writes what is to be chained. */
@Module({
  providers: [AuditChain, AuditChainRepository, AuditChainRunner, AuditVerifier],
  exports: [AuditChain, AuditVerifier],
})
export class AuditChainModule {}
