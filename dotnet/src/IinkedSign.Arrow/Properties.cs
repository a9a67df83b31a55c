using System.Runtime.CompilerServices;

// The tests count what the importer of Arrow gives back.
[assembly: InternalsVisibleTo("IinkedSign.Extensions.Tests, PublicKey=" + IinkedSign.Signed.PublicKey)]
