import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../core/database/page.js';
import { IdParam } from '../core/edge/id-param.js';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { MetricsQuery, TalentPostsQuery } from './dto/history.requests.js';
import { MetricsResponse, TalentPostPage, TimelinePage } from './dto/history.responses.js';
import { MetricsService } from './metrics.service.js';
import { PostListService } from './post-list.service.js';
import { TimelineService } from './timeline.service.js';

@ApiTags('Connections')
@Controller('connections/:id')
export class HistoryController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly timeline: TimelineService,
  ) {}

  @Get('metrics')
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'The figures of a profile over time, with the gaps in which nothing was read.' })
  @ApiOkResponse({ type: MetricsResponse })
  getMetrics(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: MetricsQuery,
  ): Promise<MetricsResponse> {
    return this.metrics.between(principal.agencyId, id, query);
  }

  @Get('timeline')
  @Polled()
  @Permit('connection:read')
  @ApiOperation({
    summary: 'What happened to a connection, newest first: deeds, syncs worth telling, changes, alerts.',
  })
  @ApiOkResponse({ type: TimelinePage })
  getTimeline(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<TimelinePage> {
    return this.timeline.list(principal.agencyId, id, query);
  }
}

@ApiTags('Talents')
@Controller('talents/:id/posts')
export class TalentPostsController {
  constructor(private readonly posts: PostListService) {}

  @Get()
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'The posts of a talent across all platforms, newest first.' })
  @ApiOkResponse({ type: TalentPostPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: TalentPostsQuery,
  ): Promise<TalentPostPage> {
    return this.posts.ofTalent(principal.agencyId, id, query);
  }
}
