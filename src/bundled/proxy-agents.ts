// An agent that leads Node's HTTPS client through a proxy. The build makes one file of it.
export { HttpsProxyAgent } from 'https-proxy-agent';
