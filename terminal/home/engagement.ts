/** What customers want of the shop, and what the shop does with them: the menu behind the home screen's ninth row. */
import type { App } from '../app.js';
import { requestedCount } from '../appointments/index.js';
import { openCaseCount } from '../cases/index.js';
import { openFollowupCount } from '../followups/index.js';
import type { Go } from '../go.js';
import type { Reader } from '../kernel/database.js';
import { unreadCount } from '../messaging/index.js';
import type { Screen, ScreenContext } from '../ui/types.js';
import { createMenuScreen, type MenuItem } from '../ui/widgets/menu.js';

export function createEngagementMenu(app: App, go: Go, path?: string): Screen {
  const { state } = app.kernel;
  const note = (key: string, count: (state: Reader) => number): Required<MenuItem>['note'] => {
    return ({ t }: ScreenContext) => (count(state) === 0 ? undefined : t(key, { count: count(state) }));
  };
  return createMenuScreen({
    name: 'home.engagement',
    help: 'home.engagement.help',
    ...(path === undefined ? {} : { path }),
    items: [
      { label: 'uplink.list', note: note('home.unread', unreadCount), open: go.conversations },
      { label: 'cases.list', note: note('home.open', openCaseCount), open: go.cases },
      { label: 'appointments.list', note: note('home.open', requestedCount), open: go.schedule },
      { label: 'poll.list', open: go.polls },
      { label: 'lottery.list', open: go.lotteries },
      { label: 'calls.blocked', open: go.blocked },
      { label: 'owner.list', open: go.owners },
      { label: 'followups.tasks', note: note('home.open', openFollowupCount), open: go.followups },
      { label: 'insight.menu', open: go.insight },
    ],
  });
}

/** Cases and appointments that wait for somebody. */
export function openMattersCount(state: Reader): number {
  return openCaseCount(state) + requestedCount(state);
}
