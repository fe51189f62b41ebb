import type { Pair, Sample } from '#application/onboarding/samples/sample';

const home: Pair = ['Home', 'المنزل'];
const gifts: Pair = ['Gifts', 'الهدايا'];
const scents: Pair = ['Scents', 'العطور'];

export const shop: Sample = {
  requires: ['name', 'phone', 'address'],
  services: [
    {
      name: ['Oud perfume 50 ml', 'عطر عود 50 مل'],
      description: ['Warm and woody; lasts all day.', 'رائحة خشبية دافئة تدوم طوال اليوم.'],
      category: scents,
      dollars: 45,
    },
    {
      name: ['Rose perfume 50 ml', 'عطر ورد 50 مل'],
      description: ['Damask rose with a little musk.', 'ورد دمشقي مع لمسة من المسك.'],
      category: scents,
      dollars: 38,
    },
    {
      name: ['Incense box', 'علبة بخور'],
      description: ['Forty pieces of bakhoor for the living room.', 'أربعون قطعة بخور للمجلس.'],
      category: scents,
      dollars: 15,
    },
    {
      name: ['Scented candle', 'شمعة معطرة'],
      description: ['Amber and vanilla; burns about 40 hours.', 'عنبر وفانيليا، تدوم حوالي أربعين ساعة.'],
      category: home,
      dollars: 18,
    },
    {
      name: ['Coffee pot set', 'طقم دلة قهوة'],
      description: ['A dallah with six cups, hand-washed only.', 'دلة مع ستة فناجين، تُغسل باليد فقط.'],
      category: home,
      dollars: 55,
    },
    {
      name: ['Cotton towel set', 'طقم مناشف قطنية'],
      description: ['Four towels of Egyptian cotton.', 'أربع مناشف من القطن المصري.'],
      category: home,
      dollars: 30,
    },
    {
      name: ['Date gift box', 'علبة تمور هدية'],
      description: ['One kilogram of Medjool dates with nuts.', 'كيلوغرام من تمر المجدول مع المكسرات.'],
      category: gifts,
      dollars: 25,
    },
    {
      name: ['Gift wrapping', 'تغليف هدايا'],
      description: ['Paper, ribbon and a card with your words.', 'ورق وشريط وبطاقة بكلماتك.'],
      category: gifts,
      dollars: 5,
    },
  ],
  faqs: [
    {
      category: 'Delivery',
      questions: [
        'Do you deliver?',
        'How long does delivery take?',
        'When will my order arrive?',
        'هل لديكم توصيل؟',
        'متى يصل طلبي؟',
      ],
      answer: [
        'Yes. Within the city it takes one to two working days, elsewhere three to five.',
        'نعم. داخل المدينة يوم إلى يومي عمل، وخارجها ثلاثة إلى خمسة أيام.',
      ],
    },
    {
      category: 'Returns',
      questions: [
        'Can I return it?',
        'What is your return policy?',
        'How do I send something back?',
        'هل يمكنني الإرجاع؟',
        'ما هي سياسة الإرجاع؟',
      ],
      answer: [
        'Unopened items can come back within 14 days; write to us here first.',
        'يمكن إرجاع المنتجات غير المفتوحة خلال 14 يومًا، راسلنا هنا أولًا.',
      ],
    },
    {
      category: 'Payment',
      questions: [
        'How can I pay?',
        'Do you take cash?',
        'Which payment methods do you accept?',
        'كيف أدفع؟',
        'هل تقبلون الدفع نقدًا؟',
      ],
      answer: ['You pay in cash or by card when the order reaches you.', 'الدفع نقدًا أو بالبطاقة عند الاستلام.'],
    },
    {
      category: 'Visit',
      questions: [
        'When are you open?',
        'What are your opening hours?',
        'Are you open today?',
        'متى تفتحون؟',
        'ما هي مواعيد العمل؟',
      ],
      answer: [
        'The shop is open from Saturday to Thursday, 10 in the morning to 9 in the evening.',
        'المتجر مفتوح من السبت إلى الخميس من العاشرة صباحًا حتى التاسعة مساءً.',
      ],
    },
    {
      category: 'Gifts',
      questions: [
        'Can you wrap it as a gift?',
        'Do you add a card?',
        'Can it be sent as a present?',
        'هل تغلفون الهدايا؟',
        'هل يمكن إضافة بطاقة؟',
      ],
      answer: [
        'Yes, add the gift wrapping to your order and tell us what to write on the card.',
        'نعم، أضف تغليف الهدايا إلى طلبك واكتب لنا نص البطاقة.',
      ],
    },
  ],
};
