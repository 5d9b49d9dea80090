/** Packages that an image installs instead of bundling, and why. Everything else is in the bundle. */
export const externals: Readonly<Record<string, string>> = {
  '@node-rs/crc32': 'native code, one binary a platform',
  snappy: 'native code, one binary a platform',
  'lz4-napi': 'native code, one binary a platform',
};
