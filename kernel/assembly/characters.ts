export const lineFeed: u8 = 0x0a;
export const carriageReturn: u8 = 0x0d;
export const quote: u8 = 0x22;
