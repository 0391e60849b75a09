import type { Routes } from '@angular/router';
import { SettingsPage } from './settings-page';

export const settingsRoutes: Routes = [
  {
    path: '',
    component: SettingsPage,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'account' },
      {
        path: 'account',
        title: 'Account',
        loadComponent: () => import('../settings/account-panel').then((m) => m.AccountPanel),
      },
      {
        path: 'platforms',
        title: 'Platforms',
        loadComponent: () => import('../settings/platforms-panel').then((m) => m.PlatformsPanel),
      },
      {
        path: 'api-keys',
        title: 'API keys',
        loadComponent: () => import('../settings/api-keys-panel').then((m) => m.ApiKeysPanel),
      },
    ],
  },
];
