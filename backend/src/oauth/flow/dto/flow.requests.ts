import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';

/** Longer than any token of ours, and short enough to be hashed without a thought. */
const TOKEN_MAX = 100;
const ACCOUNT_MAX = 255;

export class StartFlowBody {
  @ApiPropertyOptional({ description: 'The token of a consent link, where no cookie stands for it.', type: String })
  @IsOptional()
  @IsString()
  @Length(1, TOKEN_MAX)
  invitation?: string;

  @ApiPropertyOptional({ description: 'One of the talent’s own connections, to be consented to again.', type: String })
  @IsOptional()
  @IsUUID()
  connectionId?: string;

  @ApiPropertyOptional({
    description: 'For the account that is signed in, whatever link was opened in this browser before.',
    type: Boolean,
  })
  @IsOptional()
  @IsBoolean()
  account?: boolean;

  @ApiPropertyOptional({ description: 'Have the platform ask for another account.', type: Boolean })
  @IsOptional()
  @IsBoolean()
  switchAccount?: boolean;
}

export class ChooseAccountBody {
  /** Of one of the flow's accounts. @example "17841400000000001" */
  @IsString()
  @Length(1, ACCOUNT_MAX)
  accountId!: string;
}
