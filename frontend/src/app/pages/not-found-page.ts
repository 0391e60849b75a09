import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';

@Component({
  selector: 'app-not-found-page',
  imports: [Button, Empty, RouterLink],
  template: `
    <h1 class="visually-hidden">Not found</h1>
    <ui-empty icon="search" title="There is nothing here" text="The link may be old, or what it led to was deleted.">
      <a uiButton look="primary" routerLink="/roster">Go to the roster</a>
    </ui-empty>
  `,
})
export class NotFoundPage {}
