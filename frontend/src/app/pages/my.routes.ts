import type { Routes } from '@angular/router';
import { MyPage } from './my-page';

/** What a signed-in talent has: their accounts, and how they sign in. */
export const myRoutes: Routes = [
  {
    path: '',
    component: MyPage,
    children: [
      { path: '', pathMatch: 'full', loadComponent: () => import('./my-connections').then((m) => m.MyConnections) },
      { path: 'security', loadComponent: () => import('./my-security').then((m) => m.MySecurity) },
      { path: '**', redirectTo: '' },
    ],
  },
];
