using System.Security.Cryptography;

namespace ConnectionsConsole.App.Demo.Sandbox.Storage;

/// <summary>Entity tags of S3: the MD5 of the content. MD5 protects nothing here; clients compare it with their own.</summary>
internal static class EntityTag
{
    /// <summary>Of the whole content from its beginning, in lower-case hexadecimal digits.</summary>
    public static string Compute(FileStream content)
    {
        content.Seek(0, SeekOrigin.Begin);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var buffer = new byte[64 * 1024];
        while (content.Read(buffer) is > 0 and var read)
        {
            md5.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(md5.GetHashAndReset());
    }
}
