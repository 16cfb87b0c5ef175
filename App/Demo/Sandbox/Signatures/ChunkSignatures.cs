using ConnectionsConsole.App.Demo.Sandbox.S3;

namespace ConnectionsConsole.App.Demo.Sandbox.Signatures;

/// <summary>
/// The chain of signatures of an aws-chunked body ("Signature calculations for the Authorization header: transferring payload in
/// multiple chunks" in the S3 API reference): each covers its chunk and the signature before it, the first one that of the headers.
/// </summary>
internal sealed class ChunkSignatures(SigningKey signingKey, string timestamp, CredentialScope scope, string seedSignature)
{
    /// <summary>The SHA-256 of nothing, in hexadecimal digits.</summary>
    public const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private string _previous = seedSignature;

    public static ChunkSignatures Of(VerifiedRequest request) =>
        new(request.SigningKey, request.Authorization.Timestamp, request.Authorization.Scope, request.Authorization.Signature);

    public void VerifyChunk(string chunkSha256, string signature) => Verify("-PAYLOAD", $"{EmptySha256}\n{chunkSha256}", signature);

    /// <param name="trailers">The trailing headers as <c>name:value</c>, each ended by a line feed.</param>
    /// <param name="signature">What the client sent as <c>x-amz-trailer-signature</c>.</param>
    public void VerifyTrailers(string trailers, string signature) => Verify("-TRAILER", CanonicalRequest.HexSha256(trailers), signature);

    private void Verify(string suffix, string content, string signature)
    {
        var stringToSign = $"{RequestAuthorization.Algorithm}{suffix}\n{timestamp}\n{scope}\n{_previous}\n{content}";
        if (!signingKey.Matches(stringToSign, signature))
        {
            throw S3Errors.SignatureDoesNotMatch(("StringToSign", stringToSign), ("SignatureProvided", signature));
        }

        _previous = signature;
    }
}
