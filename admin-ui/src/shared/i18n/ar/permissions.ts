import type { permissions as english } from '../en/permissions.js';

export const permissions: typeof english = {
  'platform.manage': 'إدارة المنصة',
  'tenant.read': 'رؤية الإعدادات',
  'tenant.configure': 'تغيير الإعدادات والقوائم والنماذج والمحادثة',
  'team.read': 'رؤية الفريق',
  'team.manage': 'دعوة الأشخاص وتغيير الأدوار',
  'api_keys.manage': 'إنشاء مفاتيح API وإنهاؤها',
  'catalogue.read': 'رؤية الكتالوج',
  'catalogue.write': 'تغيير الخدمات والأسعار',
  'channels.read': 'رؤية القنوات',
  'channels.manage': 'ربط القنوات وإيقافها',
  'conversations.read': 'قراءة المحادثات',
  'conversations.reply': 'الرد على العملاء وتولي المحادثات',
  'orders.read': 'رؤية طلبات الشراء',
  'orders.decide': 'قبول طلبات الشراء ورفضها',
  'orders.override_price': 'إعطاء الطلب سعرًا آخر',
  'kill_switch.use': 'إيقاف المساعد',
  'leads.read': 'رؤية العملاء المحتملين',
  'leads.write': 'متابعة العملاء المحتملين',
  'audit.read': 'قراءة سجل التدقيق',
  'chat.send': 'إرسال رسائل العملاء (للبرامج)',
};
