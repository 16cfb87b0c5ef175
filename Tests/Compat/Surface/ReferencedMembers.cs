using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ConnectionsConsole.Tests.Compat.Surface;

/// <summary>What one assembly asks of another, and what of it the other does not have.</summary>
internal static class ReferencedMembers
{
    /// <summary>Types and members of the target that the client references and that the target does not define, as text.</summary>
    public static List<string> FindMissing(string clientPath, string targetPath, out int referenceCount)
    {
        using var clientFile = new PEReader(File.OpenRead(clientPath));
        using var targetFile = new PEReader(File.OpenRead(targetPath));
        var client = clientFile.GetMetadataReader();
        var target = new DefinedMembers(targetFile.GetMetadataReader());
        var targetName = Path.GetFileNameWithoutExtension(targetPath);
        var wanted = WantedTypes(client, targetName).Concat(WantedMembers(client, targetName)).ToList();
        referenceCount = wanted.Count;
        return [.. wanted.Where(reference => !target.Has(reference)).Select(reference => reference.ToString()).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<Reference> WantedTypes(MetadataReader client, string targetName)
    {
        foreach (var handle in client.TypeReferences)
        {
            if (ComesFrom(client, handle, targetName))
            {
                yield return new Reference(SignatureText.Instance.GetTypeFromReference(client, handle, 0), null, null);
            }
        }
    }

    private static IEnumerable<Reference> WantedMembers(MetadataReader client, string targetName)
    {
        foreach (var handle in client.MemberReferences)
        {
            var member = client.GetMemberReference(handle);
            if (DeclaringType(client, member.Parent) is { } parent && ComesFrom(client, parent, targetName))
            {
                var signature = member.GetKind() == MemberReferenceKind.Field
                    ? member.DecodeFieldSignature(SignatureText.Instance, null)
                    : SignatureText.Of(member.DecodeMethodSignature(SignatureText.Instance, null));
                yield return new Reference(SignatureText.Instance.GetTypeFromReference(client, parent, 0), client.GetString(member.Name), signature);
            }
        }
    }

    private static TypeReferenceHandle? DeclaringType(MetadataReader client, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
        {
            return (TypeReferenceHandle)parent;
        }

        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        // ELEMENT_TYPE_GENERICINST (0x15), class or struct, then the generic type itself.
        var blob = client.GetBlobReader(client.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadByte() != 0x15)
        {
            return null;
        }

        blob.ReadByte();
        var generic = blob.ReadTypeHandle();
        return generic.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)generic : null;
    }

    private static bool ComesFrom(MetadataReader client, TypeReferenceHandle handle, string assembly)
    {
        var scope = client.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => ComesFrom(client, (TypeReferenceHandle)scope, assembly),
            HandleKind.AssemblyReference => client.StringComparer.Equals(client.GetAssemblyReference((AssemblyReferenceHandle)scope).Name, assembly),
            _ => false,
        };
    }

    internal sealed record Reference(string Type, string? Member, string? Signature)
    {
        public override string ToString() => Member is null ? Type : $"{Type}::{Member} : {Signature}";
    }

    private sealed class DefinedMembers
    {
        private readonly Dictionary<string, string?> _baseTypes = new(StringComparer.Ordinal);
        private readonly HashSet<(string, string, string)> _members = [];

        public DefinedMembers(MetadataReader target)
        {
            foreach (var handle in target.TypeDefinitions)
            {
                Add(target, handle);
            }
        }

        public bool Has(Reference reference)
        {
            if (reference.Member is null)
            {
                return _baseTypes.ContainsKey(reference.Type);
            }

            for (var type = reference.Type; type is not null; type = _baseTypes.GetValueOrDefault(type))
            {
                if (_members.Contains((type, reference.Member, reference.Signature!)))
                {
                    return true;
                }
            }

            return false;
        }

        private void Add(MetadataReader target, TypeDefinitionHandle handle)
        {
            var definition = target.GetTypeDefinition(handle);
            var name = SignatureText.Instance.GetTypeFromDefinition(target, handle, 0);
            var baseType = definition.BaseType;
            _baseTypes[name] = !baseType.IsNil && baseType.Kind == HandleKind.TypeDefinition
                ? SignatureText.Instance.GetTypeFromDefinition(target, (TypeDefinitionHandle)baseType, 0)
                : null;
            foreach (var methodHandle in definition.GetMethods())
            {
                var method = target.GetMethodDefinition(methodHandle);
                _members.Add((name, target.GetString(method.Name), SignatureText.Of(method.DecodeSignature(SignatureText.Instance, null))));
            }

            foreach (var fieldHandle in definition.GetFields())
            {
                var field = target.GetFieldDefinition(fieldHandle);
                _members.Add((name, target.GetString(field.Name), field.DecodeSignature(SignatureText.Instance, null)));
            }
        }
    }
}
