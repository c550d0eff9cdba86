/** One item of each kind that an office sends. */
export const FEED_BODIES = [
  { kind: 'shop', body: { name: '福源水果店', signature: '福源', phone: '0755-83456789' } },
  { kind: 'points-rule', body: { points: 1, per: 100 } },
  { kind: 'product', body: { sku: 'p1', name: '红富士苹果', price: 3900, barcode: '6901234567892' } },
  { kind: 'product', body: { sku: 'p1', name: '红富士苹果', price: 3900, removed: true } },
  { kind: 'template', body: { key: 'points', purpose: 'service', text: '{称呼}您好，现有积分{积分}。' } },
  { kind: 'customer', body: { id: 'c1', name: '王小明', phone: '13800138000', level: '金卡', stamp: '1' } },
  { kind: 'customer', body: { id: 'c1', name: '王大明', stamp: '000001795315320-00000-office' } },
  {
    kind: 'opening',
    body: {
      customer: 'c1',
      points: 1288,
      principal: 35600,
      bonus: 0,
      visits: [{ at: 1795315320000, amount: 8800, items: '苹果' }],
    },
  },
] as const;
