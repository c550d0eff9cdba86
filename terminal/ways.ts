/** The ways between screens: the one place that knows every screen. */

import { createAdviceRules } from './advice/screens/list.js';
import type { App } from './app.js';
import { createBookForm } from './appointments/screens/forms.js';
import { createSchedule } from './appointments/screens/list.js';
import { createFilterScreen } from './audience/screens/filter.js';
import { noteLook } from './audit/index.js';
import { createAuditList } from './audit/screens/list.js';
import { createTakingsScreen } from './audit/screens/takings.js';
import { createBackupMenu } from './backup/screens/menu.js';
import { createBlockedList } from './calls/screens/blocked.js';
import { CARD, createCallCard } from './calls/screens/card.js';
import { createDeskScreen } from './calls/screens/desk.js';
import { createCallScreen } from './calls/screens/one.js';
import { createCampaignList } from './campaigns/screens/list.js';
import { createCardList } from './cards/screens/list.js';
import { createUnknownCard, UNKNOWN_CARD } from './cards/screens/unknown.js';
import { proposedCount } from './care/index.js';
import { createCareMenu } from './care/screens/care.js';
import { createCaseForm, createCaseList } from './cases/screens/list.js';
import { createCaseScreen } from './cases/screens/one.js';
import { createCatalogScreen } from './catalog/screens/list.js';
import { createSaleScreen, SALE, type SaleScreen } from './counter/screens/sale.js';
import { customerByNo } from './customers/index.js';
import { createFactsMenu } from './customers/screens/facts.js';
import { createRegisterForm } from './customers/screens/forms.js';
import { createCustomerList } from './customers/screens/list.js';
import { createDevicesScreen } from './devices/screen.js';
import { createErasureScreen } from './erasure/screens/ask.js';
import { exportCustomers } from './exporting/screens/customers.js';
import { exportTimeline } from './exporting/screens/timeline.js';
import { createFollowupList, createFollowupTasks } from './followups/screens/list.js';
import { createFollowupWriter } from './followups/screens/write.js';
import type { Addressee, Go } from './go.js';
import { createEngagementMenu } from './home/engagement.js';
import { mainOf } from './identity/index.js';
import { createImportScreen } from './importing/screens/files.js';
import { createInsightMenu } from './insight/screens/menu.js';
import { createValueScreen } from './insight/screens/one.js';
import { createLotteryList } from './lottery/screens/list.js';
import { programAt } from './loyalty/index.js';
import { createMailBox } from './mail/screens/box.js';
import { createTextsMenu } from './messaging/screens/boxes.js';
import { createComposeScreen } from './messaging/screens/compose.js';
import { moneyWays } from './money-ways.js';
import { askByText, chooseNews } from './news-ways.js';
import { ownerKeys } from './owner/index.js';
import { createOwnerList } from './owner/screens/list.js';
import { openPeople } from './people/screens/menu.js';
import { createPollList } from './poll/screens/list.js';
import { recipientOf } from './profile/index.js';
import { createCustomerCard } from './profile/screens/card.js';
import { createReceiptList } from './receipts/screens/list.js';
import { createOfficeScreen } from './sync/screens/office.js';
import { createTimeline } from './timeline/screens/list.js';
import type { Format } from './ui/types.js';
import type { MenuItem } from './ui/widgets/menu.js';
import { createConversations } from './uplink/screens/conversations.js';

export interface CallsHook {
  /** A call that has ended and whose caller is owed a text; asked once. */
  takeOwed(): Addressee | undefined;
  /** The card of a call came to the top. */
  cardShown(): void;
  /** The card of a call was put away. */
  cardGone(): void;
}

export function createWays(app: App, format: Format, calls: CallsHook): Go {
  /** The call that the card on the stack is about. */
  let shown: string | undefined;
  let sale: SaleScreen | undefined;

  const go: Go = {
    callDesk(nav) {
      const live = app.desk.live();
      const call = live.find(({ state, direction }) => state === 'ringing' && direction === 'in') ?? live[0];
      const owed = call ? undefined : calls.takeOwed();
      if (call) go.callCard(nav, call);
      else if (owed) go.compose(nav, owed);
      else nav.show('calls.desk', () => createDeskScreen(app, go, '1'));
    },
    callCard(nav, call) {
      const open = shown !== undefined;
      nav.show(CARD, () => createCallCard(app, go, call));
      if (open && shown !== call.id) nav.replace(createCallCard(app, go, call));
      shown = call.id;
      calls.cardShown();
    },
    cardGone() {
      shown = undefined;
      calls.cardGone();
    },
    sale(nav, row) {
      const customerNo = row === undefined ? undefined : mainOf(app.kernel.state, row);
      if (customerNo !== undefined) sale?.serve(customerNo);
      nav.show(SALE, () => {
        sale = createSaleScreen(app, go, customerNo);
        return sale;
      });
    },
    selling: () => sale !== undefined,
    saleGone() {
      sale = undefined;
    },
    customers: (nav, path) => nav.anew('customers.list', () => createCustomerList(app, go, path)),
    filter: (nav) => nav.push(createFilterScreen(app, go)),
    customer(nav, row) {
      // A list, a note or a deposit may still name whom it was about before a merge.
      const no = mainOf(app.kernel.state, row);
      nav.push(createCustomerCard(app, go, no));
      const id = customerByNo(app.kernel.state, no)?.id;
      if (id !== undefined && app.door.may('customers.view')) noteLook(app, id).catch(nav.failed);
    },
    levels: () =>
      app.door.may('rules.change')
        ? programAt(app.kernel.state, app.clock.now()).levels.map(({ name }) => name)
        : [],
    change: (nav, no) => nav.push(createFactsMenu(app, go, no)),
    register: (nav, phone, then) =>
      nav.push(createRegisterForm(app, then ? { ...go, customer: then } : go, phone)),
    whichCustomer: (nav, then) =>
      nav.push(
        createCustomerList(app, {
          ...go,
          customer: then,
          register: (own) => go.register(own, undefined, then),
        }),
      ),
    cards: (nav, no) => nav.push(createCardList(app, no)),
    unknownCard(nav, card) {
      unknownCard.hold(card);
      nav.show(UNKNOWN_CARD, () => unknownCard);
    },
    exports: (chosen, context) => exportCustomers(app, chosen, context),
    exportTimeline: (no, context) => exportTimeline(app, no, context),
    imports: (nav) => nav.show('importing.files', () => createImportScreen(app)),
    ...moneyWays(app, () => go),
    compose: (nav, to) => nav.push(go.makeCompose(to)),
    makeCompose: (to) => createComposeScreen(app, to, recipientOf(app.kernel.state, to.key, format.amount)),
    texts: (nav, path) =>
      nav.show('messaging.menu', () => createTextsMenu(app, path, textItems(app), mailItems(app, go))),
    news: (context, to) => chooseNews(app, go, context, to),
    receipts: (nav, path) => nav.show('receipts.list', () => createReceiptList(app, path)),
    catalog: (nav, path) => nav.show('catalog.list', () => createCatalogScreen(app, path)),
    office: (nav, path) => nav.show('sync.office', () => createOfficeScreen(app, path)),
    engagement: (nav, path) => nav.show('home.engagement', () => createEngagementMenu(app, go, path)),
    call: (nav, id) => nav.push(createCallScreen(app, go, id)),
    oneCase: (nav, id) => nav.push(createCaseScreen(app, go, id)),
    book: (nav, key) => nav.push(createBookForm(app, { key })),
    openCase: (nav, key) => nav.push(createCaseForm(app, key)),
    timeline: (nav, no) => nav.push(createTimeline(app, go, no)),
    worth: (nav, no) => nav.push(createValueScreen(app, no)),
    advice: (nav, path) => nav.push(createAdviceRules(app, path)),
    insight: (nav, path) => nav.show('insight.menu', () => createInsightMenu(app, go, path)),
    notes: (nav, no) => nav.push(createFollowupList(app, no)),
    noteFor: (nav, no, call) => nav.push(createFollowupWriter(app, no, call)),
    followups: (nav, path) => nav.show('followups.tasks', () => createFollowupTasks(app, go, path)),
    conversations: (nav, path) => nav.push(createConversations(app, go, path)),
    cases: (nav, path) => nav.push(createCaseList(app, go, path)),
    schedule: (nav, path) => nav.push(createSchedule(app, path)),
    polls: (nav, path) => nav.push(createPollList(app, go, path)),
    askSurvey: (nav, poll) => askByText(app, nav, poll),
    lotteries: (nav, path) => nav.push(createLotteryList(app, ownerKeys, path)),
    owners: (nav, path) => nav.push(createOwnerList(app, path)),
    people: (nav) =>
      openPeople(app, nav, [
        { label: 'audit.list', open: (to, path) => to.push(createAuditList(app, path)) },
        { label: 'audit.takings', open: (to, path) => to.push(createTakingsScreen(app, path)) },
      ]),
    blocked: (nav, path) => nav.push(createBlockedList(app, path)),
    devices: (nav, path) => nav.show('devices.list', () => createDevicesScreen(app, go, path)),
    erase: (nav, no) => nav.push(createErasureScreen(app, no)),
    backup: (nav, path) => nav.show('backup.menu', () => createBackupMenu(app, path)),
  };
  const unknownCard = createUnknownCard(app, go);
  return go;
}

/** What stands in the menu of texts and belongs to capabilities above it. */
function textItems(app: App): MenuItem[] {
  return [
    { label: 'campaigns.list', open: (nav, path) => nav.push(createCampaignList(app, path)) },
    {
      label: 'care.menu',
      note: ({ t }) => {
        const count = proposedCount(app.kernel.state);
        return count === 0 ? undefined : t('care.waiting', { count });
      },
      open: (nav, path) => nav.push(createCareMenu(app, path)),
    },
  ];
}

/** Below the menu of texts. */
function mailItems(app: App, go: Go): MenuItem[] {
  return [{ label: 'mail.box', open: (nav, path) => nav.push(createMailBox(app, go, path)) }];
}
