using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TechGraph.Stores.Cypher;

/// <summary>Checks the server's certificate against those that the machine trusts, or against the one that the settings name.</summary>
internal static class ServerCertificate
{
    public static SocketsHttpHandler Handler(Neo4jOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // The address behind a name may change, as with a cluster or Aura.
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
