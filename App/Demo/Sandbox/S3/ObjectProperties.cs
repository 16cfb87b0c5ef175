using System.Xml;
using ConnectionsConsole.App.Demo.Sandbox.Storage;

namespace ConnectionsConsole.App.Demo.Sandbox.S3;

/// <summary>
/// Tags and access control lists. An access control list is kept and shown; it opens nothing, since the sandbox refuses every
/// request that is not signed.
/// </summary>
internal sealed class ObjectProperties(ObjectStore store)
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers";
    private const string AuthenticatedUsers = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

    public Task GetTagsAsync(S3Request request)
    {
        var stored = store.Find(request.Bucket, request.Key);
        return S3Xml.WriteAsync(request.Http, "Tagging", xml =>
        {
            xml.WriteStartElement("TagSet");
            foreach (var tag in stored.Attributes.Tags)
            {
                xml.WriteStartElement("Tag");
                xml.WriteElementString("Key", tag.Key);
                xml.WriteElementString("Value", tag.Value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    public async Task PutTagsAsync(S3Request request)
    {
        var document = await S3Xml.ReadAsync(new RequestBody(request), "Tagging", request.Aborted);
        var set = S3Xml.Children(document, "TagSet").SingleOrDefault() ?? throw S3Errors.MalformedXml();
        var tags = ObjectHeaders.ValidTags(S3Xml.Children(set, "Tag").Select(tag => new ObjectTag(
            S3Xml.ChildText(tag, "Key") ?? throw S3Errors.MalformedXml(), S3Xml.ChildText(tag, "Value") ?? throw S3Errors.MalformedXml())));
        SetTags(request, tags);
    }

    public Task DeleteTags(S3Request request)
    {
        SetTags(request, []);
        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task GetBucketAclAsync(S3Request request) => WriteAclAsync(request, "private");

    public Task GetAclAsync(S3Request request) => WriteAclAsync(request, store.Find(request.Bucket, request.Key).Attributes.Acl);

    public Task PutAcl(S3Request request)
    {
        ObjectHeaders.RefuseUnsupported(request);
        if (request.Header("x-amz-acl") is null)
        {
            throw S3Errors.NotImplemented("an access control list other than a canned one");
        }

        var acl = ObjectHeaders.Acl(request);
        store.Update(request.Bucket, request.Key, stored => stored with { Attributes = stored.Attributes with { Acl = acl } });
        return Task.CompletedTask;
    }

    private void SetTags(S3Request request, List<ObjectTag> tags) =>
        store.Update(request.Bucket, request.Key, stored => stored with { Attributes = stored.Attributes with { Tags = tags } });

    private static Task WriteAclAsync(S3Request request, string acl) => S3Xml.WriteAsync(request.Http, "AccessControlPolicy", xml =>
    {
        S3Xml.Owner(xml);
        xml.WriteStartElement("AccessControlList");
        WriteGrant(xml, null, "FULL_CONTROL");
        foreach (var (group, permission) in Grants(acl))
        {
            WriteGrant(xml, group, permission);
        }

        xml.WriteEndElement();
    });

    // The remaining canned lists grant something to the bucket's owner, who is the object's owner here too.
    private static (string Group, string Permission)[] Grants(string acl) => acl switch
    {
        "public-read" => [(AllUsers, "READ")],
        "public-read-write" => [(AllUsers, "READ"), (AllUsers, "WRITE")],
        "authenticated-read" => [(AuthenticatedUsers, "READ")],
        _ => [],
    };

    private static void WriteGrant(XmlWriter xml, string? group, string permission)
    {
        xml.WriteStartElement("Grant");
        xml.WriteStartElement("Grantee");
        xml.WriteAttributeString("xsi", "type", SchemaInstance, group is null ? "CanonicalUser" : "Group");
        if (group is null)
        {
            xml.WriteElementString("ID", "sandbox");
            xml.WriteElementString("DisplayName", "sandbox");
        }
        else
        {
            xml.WriteElementString("URI", group);
        }

        xml.WriteEndElement();
        xml.WriteElementString("Permission", permission);
        xml.WriteEndElement();
    }
}
