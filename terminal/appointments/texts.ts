import type { Texts } from '../ui/catalogue.js';

export const appointmentsTexts = {
  'appointments.list': { zh: '预约', en: 'Appointments' },
  'appointments.list.help': {
    zh: '没说时间的在最上面，其余按时间。确认键确认或改时间，2 新建，3 到店了，4 没来，5 取消。',
    en: 'Those without a time come first, then by time. OK confirms or moves one, 2 makes a new one, 3 came, 4 did not come, 5 cancels.',
  },
  'appointments.list.empty': { zh: '没有预约', en: 'No appointments' },
  'appointments.new': { zh: '新建预约', en: 'New appointment' },
  'appointments.new.help': {
    zh: '时间可以写"明天15:30"，也可以写"11-25 9点"。星号键切换输入。',
    en: 'Write the time as 11-25 15:30.',
  },
  'appointments.confirm': { zh: '确认预约', en: 'Confirm' },
  'appointments.confirm.help': {
    zh: '改好时间和内容，确认键保存，顾客会收到短信。',
    en: 'Set time and words; OK saves and the customer is told by text.',
  },
  'appointments.when': { zh: '时间', en: 'When' },
  'appointments.about': { zh: '内容', en: 'About' },
  'appointments.phone': { zh: '电话', en: 'Phone' },
  'appointments.time-wrong': {
    zh: '看不懂这个时间，请写 11-25 15:30',
    en: 'Not a time to come; write 11-25 15:30',
  },
  'appointments.no-time': { zh: '没说时间', en: 'no time' },
  'appointments.state.requested': { zh: '待确认', en: 'asked' },
  'appointments.state.confirmed': { zh: '已确认', en: 'sure' },
  'appointments.kept': { zh: '到店', en: 'Came' },
  'appointments.missed': { zh: '没来', en: 'Did not come' },
  'appointments.cancel': { zh: '取消预约', en: 'Cancel it' },
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
