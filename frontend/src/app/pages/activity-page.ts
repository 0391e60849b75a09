import { Component } from '@angular/core';

@Component({ selector: 'app-activity-page', template: '<h1 class="title text-2xl">Activity</h1>' })
export class ActivityPage {}
