using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TechGraph.Stores.Cypher;

/// <summary>Checks the server's certificate: by the machine's trust, or by one certificate that the settings name.</summary>
internal static class ServerCertificate
{
    public static SocketsHttpHandler Handler(Neo4jOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // An address may move, as a cluster's or Aura's do.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
        };
        if (options.CertificateFile is { Length: > 0 } file)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(file);
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = Policy(trusted),
            };
        }

        return handler;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }
}
