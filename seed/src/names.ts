/** Labels for an invented marketplace: every name is put together from word lists and belongs to nobody. */
import type { Random } from './random.ts';

const FIRST = (
  'Abelia Bram Calla Dorin Elowen Fenn Gilda Hollis Isolde Jorah Kestrel Linnet Merrin Nessa Orrin Pella Quill Rowan ' +
  'Sorrel Tamsin Ulric Vesper Wren Xanthe Yarrow Zephyr Bexley Corin Damson Ember Fable Garnet'
).split(' ');
const LAST = (
  'Quillwort Thistledown Marrowby Fernsby Tanglewood Brackenfield Puddlemere Cloverly Hazelgrove Mossbury Larkspurre ' +
  'Oatcake Pebblewick Rushbrook Saltmarsh Teasel Underhedge Willowmere Yellowley Applethwaite Bramblecote Cobblestane'
).split(' ');
const ADJECTIVES = (
  'Amber Bright Cosy Daily Eager Fresh Golden Happy Indigo Jolly Kind Lively Merry Nimble Olive Plain Quiet Rosy Silver ' +
  'Tidy Urban Velvet Warm Young Zesty Coral Dapper Frosty Lucky Minty'
).split(' ');
const NOUNS = (
  'Otter Lantern Harbour Meadow Kettle Button Basket Compass Willow Pebble Sparrow Cottage Ribbon Orchard Teapot Anchor ' +
  'Biscuit Candle Feather Garden Hammock Juniper Lemon Maple Nutmeg Pepper Quilt Saffron Thimble Walnut'
).split(' ');
const TRADES = ['Goods', 'Store', 'Supply', 'Market', 'Outlet', 'Studio', 'Trading', 'Corner', 'House', 'Co'];

export const CATEGORIES = ['beauty', 'fashion', 'home', 'phones', 'toys', 'sports', 'food', 'books'] as const;
const PRODUCTS: Readonly<Record<(typeof CATEGORIES)[number], readonly string[]>> = {
  beauty: ['lip tint', 'clay mask', 'hair serum', 'nail set'],
  fashion: ['canvas tote', 'linen shirt', 'wool scarf', 'sun hat'],
  home: ['desk lamp', 'storage box', 'oven mitt', 'plant pot'],
  phones: ['phone case', 'charging cable', 'wireless earbuds', 'ring light'],
  toys: ['puzzle cube', 'plush fox', 'marble run', 'kite'],
  sports: ['yoga mat', 'water bottle', 'skipping rope', 'grip tape'],
  food: ['chilli oil', 'oat bars', 'green tea', 'dried mango'],
  books: ['sketch pad', 'cook book', 'day planner', 'star atlas'],
};

export const personName = (random: Random): string => `${random.pick(FIRST)} ${random.pick(LAST)}`;
export const surname = (random: Random): string => random.pick(LAST);
export const firstName = (random: Random): string => random.pick(FIRST);
export const shopName = (random: Random): string =>
  `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)} ${random.pick(TRADES)}`;
export const handle = (random: Random): string =>
  `@${random.pick(ADJECTIVES).toLowerCase()}${random.pick(NOUNS).toLowerCase()}${random.int(1, 999)}`;
export const category = (random: Random): (typeof CATEGORIES)[number] => random.pick(CATEGORIES);
export const productName = (random: Random, of: (typeof CATEGORIES)[number]): string =>
  `${random.pick(ADJECTIVES)} ${random.pick(PRODUCTS[of])}`;
export const emailOf = (label: string, number: number): string =>
  `${label
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '')}.${number}@example.org`;
