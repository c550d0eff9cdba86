import type { Texts } from '../ui/catalogue.js';

export const appointmentsTexts = {
  'appointments.list': { zh: '预约', en: 'Appointments' },
  'appointments.list.help': {
    zh: '没说时间的在最上面，其余按时间。确认键确认或改时间，2 新建，3 到店了，4 没来，5 取消，6 日程。',
    en: 'Those without a time come first, then by time. OK confirms or moves one, 2 makes a new one, 3 came, 4 did not come, 5 cancels, 6 the diary.',
  },
  'appointments.list.empty': { zh: '没有预约', en: 'No appointments' },
  'appointments.new': { zh: '新建预约', en: 'New appointment' },
  'appointments.new.help': {
    zh: '日期四位数字，如 1125 是 11 月 25 日; 时间四位，如 1530。有电话就会发短信确认和提醒。',
    en: 'Four digits for the day, 1125 is 25 November, and four for the time, 1530. With a phone the customer is told and reminded by text.',
  },
  'appointments.confirm': { zh: '确认预约', en: 'Confirm' },
  'appointments.confirm.help': {
    zh: '改好时间和内容，确认键保存，顾客会收到短信。',
    en: 'Set time and words; OK saves and the customer is told by text.',
  },
  'appointments.day': { zh: '月日', en: 'Day' },
  'appointments.time': { zh: '时间', en: 'Time' },
  'appointments.about': { zh: '内容', en: 'About' },
  'appointments.phone': { zh: '电话', en: 'Phone' },
  'appointments.time-wrong': {
    zh: '没有这个时间，或已经过了',
    en: 'No such time, or it is over',
  },
  'appointments.no-time': { zh: '没说时间', en: 'no time' },
  'appointments.state.requested': { zh: '待确认', en: 'asked' },
  'appointments.state.confirmed': { zh: '已确认', en: 'sure' },
  'appointments.kept': { zh: '到店', en: 'Came' },
  'appointments.missed': { zh: '没来', en: 'Did not come' },
  'appointments.cancel': { zh: '取消预约', en: 'Cancel it' },
  'appointments.missed-times': { zh: '(爽约{count}次)', en: '(missed {count})' },
  'appointments.clash': {
    zh: '前后半小时已有 {count} 个预约: {others}。仍要定在这个时间?',
    en: '{count} {count|appointment is|appointments are} within half an hour: {others}. Book it all the same?',
  },
  'appointments.diary': { zh: '日程', en: 'Diary' },
  'appointments.diary.help': {
    zh: '4 往前，6 往后，5 今天，2 在这天新建，确认键看列表。没来的带 ×，来过的带 √。',
    en: '4 goes back, 6 goes on, 5 is today, 2 books on this day, OK opens the list. × did not come, √ came.',
  },
  'appointments.diary.empty': { zh: '这天没有预约', en: 'Nothing on this day' },
  'appointments.diary.earlier': { zh: '往前', en: 'Back' },
  'appointments.diary.later': { zh: '往后', en: 'On' },
  'appointments.diary.today': { zh: '今天', en: 'Today' },
  'appointments.cancel.ask': {
    zh: '取消这个预约? 顾客会收到短信。',
    en: 'Cancel this appointment? The customer is told by text.',
  },
  'appointments.saved': { zh: '预约已确认', en: 'Confirmed' },
  'appointments.texted': { zh: '预约已确认，已发短信', en: 'Confirmed, and told by text' },
  'appointments.settled': { zh: '已记下', en: 'Taken down' },
  'appointments.matter': { zh: '预约 {time} {about}', en: 'Appointment {time} {about}' },
  'error.command/appointment-many': {
    zh: '这个号码的预约已经够多',
    en: 'This number has enough open appointments',
  },
  'error.command/appointment-unknown': { zh: '没有这个预约', en: 'There is no such appointment' },
  'error.command/appointment-over': { zh: '这个预约已经结束', en: 'This appointment is over' },
  'error.command/appointment-past': { zh: '这个时间已经过了', en: 'This time is over already' },
} satisfies Texts;
