import type { Pair, Sample } from '#application/onboarding/samples/sample';

const starters: Pair = ['Starters', 'المقبلات'];
const mains: Pair = ['Main dishes', 'الأطباق الرئيسية'];
const sweets: Pair = ['Desserts and drinks', 'الحلويات والمشروبات'];

export const restaurant: Sample = {
  requires: ['name', 'phone', 'address'],
  services: [
    {
      name: ['Hummus', 'حمص'],
      description: [
        'Chickpeas with tahini, lemon and olive oil, and warm bread.',
        'حمص بالطحينة والليمون وزيت الزيتون مع خبز ساخن.',
      ],
      category: starters,
      dollars: 5,
    },
    {
      name: ['Fattoush salad', 'سلطة فتوش'],
      description: ['Garden vegetables, sumac and crisp bread.', 'خضار طازجة مع السماق والخبز المقرمش.'],
      category: starters,
      dollars: 6,
    },
    {
      name: ['Lentil soup', 'شوربة عدس'],
      description: ['Red lentils with cumin and lemon.', 'عدس أحمر مع الكمون والليمون.'],
      category: starters,
      dollars: 4,
    },
    {
      name: ['Mixed grill', 'مشاوي مشكلة'],
      description: ['Kebab, shish tawook and lamb chops from the charcoal.', 'كباب وشيش طاووق وريش غنم على الفحم.'],
      category: mains,
      dollars: 18,
    },
    {
      name: ['Shish tawook', 'شيش طاووق'],
      description: ['Marinated chicken skewers with garlic sauce.', 'أسياخ دجاج متبل مع صلصة الثوم.'],
      category: mains,
      dollars: 11,
    },
    {
      name: ['Chicken biryani', 'برياني دجاج'],
      description: ['Basmati rice with chicken, saffron and yoghurt.', 'أرز بسمتي مع الدجاج والزعفران والزبادي.'],
      category: mains,
      dollars: 10,
    },
    {
      name: ['Falafel plate', 'طبق فلافل'],
      description: ['Eight pieces with tahini and pickles; no meat.', 'ثماني قطع مع الطحينة والمخلل، بدون لحم.'],
      category: mains,
      dollars: 7,
    },
    {
      name: ['Kunafa', 'كنافة'],
      description: ['Warm, with cheese and syrup.', 'ساخنة بالجبن والقطر.'],
      category: sweets,
      dollars: 6,
    },
    {
      name: ['Lemon and mint juice', 'عصير ليمون بالنعناع'],
      description: ['Pressed when you order it.', 'يُعصر عند الطلب.'],
      category: sweets,
      dollars: 4,
    },
  ],
  faqs: [
    {
      category: 'Hours',
      questions: [
        'When are you open?',
        'What are your opening hours?',
        'How late do you serve?',
        'متى تفتحون؟',
        'ما هي مواعيد العمل؟',
      ],
      answer: ['We serve every day from noon to midnight.', 'نستقبلكم كل يوم من الظهر حتى منتصف الليل.'],
    },
    {
      category: 'Delivery',
      questions: [
        'Do you deliver?',
        'Can you bring it to my home?',
        'How long does delivery take?',
        'هل لديكم توصيل؟',
        'كم يستغرق التوصيل؟',
      ],
      answer: [
        'Yes, we deliver in the neighbourhood; it takes about 45 minutes.',
        'نعم، نوصل داخل الحي خلال 45 دقيقة تقريبًا.',
      ],
    },
    {
      category: 'Food',
      questions: [
        'Is the food halal?',
        'Do you serve halal meat?',
        'Is your meat halal?',
        'هل الطعام حلال؟',
        'هل اللحم حلال؟',
      ],
      answer: ['Yes, all our meat is halal.', 'نعم، جميع اللحوم لدينا حلال.'],
    },
    {
      category: 'Food',
      questions: [
        'Do you have vegetarian dishes?',
        'What can vegetarians eat?',
        'Anything without meat?',
        'هل لديكم أطباق نباتية؟',
        'ماذا لديكم بدون لحم؟',
      ],
      answer: [
        'Yes: hummus, fattoush, lentil soup and the falafel plate have no meat.',
        'نعم: الحمص والفتوش وشوربة العدس وطبق الفلافل بدون لحم.',
      ],
    },
    {
      category: 'Visit',
      questions: [
        'Can I book a table?',
        'Do you take reservations?',
        'I want to reserve a table',
        'هل يمكن حجز طاولة؟',
        'أريد حجز طاولة',
      ],
      answer: [
        'Tell us here the day, the time and how many you are, and our team replies to you.',
        'اكتب لنا هنا اليوم والوقت وعدد الأشخاص وسيرد عليك فريقنا بشأن الطاولة.',
      ],
    },
  ],
};
