import type { Routes } from '@angular/router';
import { ConsoleShell } from './console-shell';
import { RosterPage } from './roster-page';

/** The frame and the first room arrive together; the other rooms when they are entered. */
export const consoleRoutes: Routes = [
  {
    path: '',
    component: ConsoleShell,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'roster' },
      {
        path: 'today',
        title: 'Today',
        loadComponent: () => import('./today-page').then((m) => m.TodayPage),
      },
      {
        path: 'roster',
        title: 'Roster',
        component: RosterPage,
      },
      {
        path: 'talents/:id',
        title: 'Talent',
        loadComponent: () => import('./talent-page').then((m) => m.TalentPage),
      },
      {
        path: 'connections/:id',
        title: 'Profile',
        loadComponent: () => import('./connection-page').then((m) => m.ConnectionPage),
      },
      {
        path: 'imports',
        title: 'Imports',
        loadComponent: () => import('./imports-page').then((m) => m.ImportsPage),
      },
      {
        path: 'imports/:id',
        title: 'Import',
        loadComponent: () => import('./import-page').then((m) => m.ImportPage),
      },
      {
        path: 'activity',
        title: 'Activity',
        loadComponent: () => import('./activity-page').then((m) => m.ActivityPage),
      },
      {
        path: 'operations',
        title: 'Operations',
        loadComponent: () => import('./operations-page').then((m) => m.OperationsPage),
      },
      {
        path: 'settings',
        title: 'Settings',
        loadChildren: () => import('./settings.routes').then((m) => m.settingsRoutes),
      },
      {
        path: '**',
        title: 'Not found',
        loadComponent: () => import('./not-found-page').then((m) => m.NotFoundPage),
      },
    ],
  },
];
