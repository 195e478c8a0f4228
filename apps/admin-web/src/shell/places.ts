import {
  IconActivity,
  IconBroadcast,
  IconGauge,
  IconKey,
  IconListDetails,
  IconMessages,
  IconPlugConnected,
  IconShieldHalf,
} from '@tabler/icons-react';
import { lazy } from 'react';

/** Every page: where it is, what it is called, and the letter that leads to it after a `g`. */
export const PLACES = [
  {
    path: '/',
    label: 'Overview',
    key: 'o',
    icon: IconGauge,
    page: lazy(() => import('../pages/overview/overview-page.tsx')),
  },
  {
    path: '/live',
    label: 'Live',
    key: 'l',
    icon: IconActivity,
    page: lazy(() => import('../pages/live/live-page.tsx')),
  },
  {
    path: '/channels',
    label: 'Channels',
    key: 'c',
    icon: IconMessages,
    page: lazy(() => import('../pages/channels/channels-page.tsx')),
  },
  {
    path: '/publish',
    label: 'Publish',
    key: 'p',
    icon: IconBroadcast,
    page: lazy(() => import('../pages/publish/publish-page.tsx')),
  },
  {
    path: '/connections',
    label: 'Connections',
    key: 'n',
    icon: IconPlugConnected,
    page: lazy(() => import('../pages/connections/connections-page.tsx')),
  },
  {
    path: '/moderation',
    label: 'Moderation',
    key: 'm',
    icon: IconShieldHalf,
    page: lazy(() => import('../pages/moderation/moderation-page.tsx')),
  },
  {
    path: '/keys',
    label: 'Keys',
    key: 'k',
    icon: IconKey,
    page: lazy(() => import('../pages/keys/keys-page.tsx')),
  },
  {
    path: '/audit',
    label: 'Audit log',
    key: 'a',
    icon: IconListDetails,
    page: lazy(() => import('../pages/audit/audit-page.tsx')),
  },
] as const;
