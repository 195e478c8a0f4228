/** The paths of the protocol that pages call. */
export const CHANNELSTREAM_PATHS =
  /^\/(connect|subscribe|unsubscribe|message|user_state|channel_config|info|disconnect|listen)\/?(\?|$)/;

/** What pages elsewhere may do at them, if they may at all. They bring no cookie: it would count for nothing here. */
export const CHANNELSTREAM_CORS = {
  methods: ['GET', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'],
  allowedHeaders: [
    'Content-Type',
    'Depth',
    'User-Agent',
    'X-File-Size',
    'X-Requested-With',
    'If-Modified-Since',
    'X-File-Name',
    'Cache-Control',
    'Pragma',
    'Origin',
    'Connection',
    'Referer',
    'Cookie',
    'X-Channelstream-Secret',
  ],
  exposedHeaders: ['retry-after'],
  maxAge: 86_400,
  optionsSuccessStatus: 200,
  strictPreflight: false,
} satisfies { methods: string[]; [setting: string]: unknown };

/** Whether a path is one of those. */
export function isChannelstreamPath(url: string): boolean {
  return CHANNELSTREAM_PATHS.test(url);
}
