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
        path: 'agency',
        title: 'Agency',
        loadComponent: () => import('../settings/agency-panel').then((m) => m.AgencyPanel),
      },
      {
        path: 'staff',
        title: 'Staff',
        loadComponent: () => import('../settings/staff-panel').then((m) => m.StaffPanel),
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
