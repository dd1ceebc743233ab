// The library that writes certificates, with what it needs beside it. The build makes one file of it, which is loaded only by
// whoever asks for a certificate: nobody else pays for its size.
import 'reflect-metadata';

export {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
